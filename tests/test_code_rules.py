"""What the page on security says of the code itself: rules that no request could show, read off every file."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import FileField

from prepapp.settings import BASE_DIR as ROOT

CODE = [path for folder in ("prepapp", "procedures") for path in sorted((ROOT / folder).rglob("*.py"))]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS = [*sorted((ROOT / "static" / "js").glob("*.js")), *sorted((ROOT / "templates").rglob("*.js"))]
TREES = {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8")) for path in CODE}


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Each call, with its file and its name as it is written: `re.compile`, `eval`."""
    for file, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield file, ast.unparse(node.func), node


def imports() -> Iterator[tuple[str, str]]:
    for file, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                yield from ((file, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield file, node.module or ""


def test_no_code_is_made_from_words_and_nothing_is_unpacked_into_objects() -> None:
    forbidden = {"eval", "exec", "__import__", "os.system", "os.popen"}
    unpacking = {"pickle", "marshal", "shelve", "yaml", "dill", "jsonpickle"}

    assert [(file, name) for file, name, _ in calls() if name in forbidden] == []
    assert [(file, name) for file, name in imports() if name.split(".")[0] in unpacking] == []
    assert settings.SESSION_SERIALIZER.endswith("JSONSerializer")


def test_no_program_is_started_through_a_shell() -> None:
    through = [
        (file, name)
        for file, name, call in calls()
        for word in call.keywords
        if word.arg == "shell" and not (isinstance(word.value, ast.Constant) and word.value.value is False)
    ]

    assert through == []


def test_sql_by_hand_stands_in_few_places_and_takes_what_came_from_outside_as_parameters() -> None:
    by_hand = {
        file for file, name, _ in calls() if name in ("cursor.execute", "RawSQL") or name.endswith((".raw", ".extra"))
    }

    assert {file for file in by_hand if "/migrations/" not in file} == {
        "procedures/audit/guarding.py",
        "procedures/audit/recording.py",
        "procedures/messaging/engine/finish.py",
        "procedures/privacy/rows.py",
        "procedures/web/health.py",
    }


def test_no_certificate_is_left_unchecked() -> None:
    loose = [
        (file, word.arg)
        for file, _, call in calls()
        for word in call.keywords
        if word.arg in ("verify", "verify_ssl", "check_hostname") and not isinstance(word.value, ast.Name)
    ]

    assert loose == []
    assert not [name for _, name, _ in calls() if "_create_unverified_context" in name]


def test_no_weak_hash_is_used() -> None:
    assert [(file, name) for file, name, _ in calls() if name in ("hashlib.md5", "hashlib.sha1")] == []


def test_what_is_secret_comes_from_the_systems_randomness() -> None:
    """`random` shuffles pauses and nothing else."""
    users = {file for file, name in imports() if name == "random"}

    assert users <= {"procedures/messaging/engine/backoff.py", "procedures/messaging/transports/traffic/breaker.py"}


def test_only_the_ways_out_call_other_machines() -> None:
    callers = {"requests", "httpx", "aiohttp", "smtplib", "urllib3", "urllib.request", "http.client", "ftplib"}

    assert {file for file, name in imports() if name in callers or name.startswith("requests.")} <= {
        *(file for file in TREES if file.startswith("procedures/messaging/transports/")),
        "procedures/web/signing/sso.py",
        "procedures/management/serving/greeting.py",  # asks our own server whether it is up
    }


@pytest.mark.parametrize("page", TEMPLATES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_page_switches_escaping_off(page: Path) -> None:
    assert re.findall(r"\|\s*safe\b|autoescape\s+off|safeseq", page.read_text("utf-8")) == []


def test_what_is_marked_as_markup_is_our_own_drawing_alone() -> None:
    assert {file for file, name, _ in calls() if name == "mark_safe"} == {"procedures/web/patient/printing.py"}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_no_script_makes_markup_or_code_from_words_or_merges_objects(script: Path) -> None:
    dangerous = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|__proto__|Object\.assign|"
        r"addEventListener\(.message.|window\.name"
    )
    found = re.findall(dangerous, script.read_text("utf-8"))

    assert [one for one in found if not one.startswith("addEventListener")] == []
    # Only the worker of our own origin is listened to.
    assert script.name == "worker.js" or not found


def test_no_uploaded_file_is_kept_or_served() -> None:
    fields = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, FileField)
    ]

    assert fields == []
    assert not settings.MEDIA_ROOT


def test_pages_are_made_of_html_css_and_scripts_alone() -> None:
    kinds = {path.suffix for path in (ROOT / "static").rglob("*") if path.is_file()}

    assert kinds <= {".css", ".js", ".png", ".svg", ".ico", ".woff2", ".webmanifest"}


def test_every_library_is_pinned_by_its_hash() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        lock = (ROOT / name).read_text("utf-8")
        libraries = re.findall(r"^[A-Za-z0-9][\w.\[\]-]*==", lock, re.MULTILINE)

        assert libraries
        assert len(re.findall(r"--hash=sha256:", lock)) >= len(libraries)


def test_the_page_on_running_names_everyone_who_is_called() -> None:
    page = (ROOT / "docs" / "running.md").read_text("utf-8")

    for called in ("Twilio", "Vonage", "Notify", "EMAIL_URL", "OIDC_ISSUER", "DATABASE_URL", "REDIS_URL"):
        assert called in page, called
