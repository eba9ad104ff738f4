"""`.env.example` and the code name the same variables."""

import ast
import itertools
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.servers import surroundings

DOORS = {"text", "words", "flag", "number", "choice", "several", "secret"}


def asked_for() -> set[str]:
    """Every variable that the project asks `prepapp/env.py` for, from its source."""
    names = set()
    for folder in ("prepapp", "procedures"):
        for path in (surroundings.ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Attribute)
                    and node.func.attr in DOORS
                    and isinstance(node.func.value, ast.Name)
                    and node.func.value.id == "env"
                    and isinstance(node.args[0], ast.Constant)
                ):
                    names.add(str(node.args[0].value))
    return names


def test_every_variable_is_in_env_example_and_nothing_else_is() -> None:
    assert sorted(surroundings.DOCUMENTED) == sorted(asked_for())


def test_every_variable_has_a_line_that_says_what_it_is_for() -> None:
    lines = (surroundings.ROOT / ".env.example").read_text(encoding="utf-8").splitlines()

    for above, line in itertools.pairwise(lines):
        if re.match(r"#? ?[A-Z_]+=", line):
            assert re.match(r"# .*[a-z].*\.$", above), line


def test_nothing_reads_the_environment_but_env() -> None:
    readers = {
        str(path.relative_to(surroundings.ROOT))
        for folder in ("prepapp", "procedures")
        for path in (surroundings.ROOT / folder).rglob("*.py")
        if re.search(r"os\.(environ(?!\.setdefault\(\"DJANGO_SETTINGS_MODULE\")|getenv)", path.read_text("utf-8"))
    }

    assert readers == {"prepapp/env.py"}


def test_a_missing_variable_of_production_is_named_in_one_line(tmp_path: Path) -> None:
    tried = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=surroundings.ROOT,
        env=surroundings.bare(tmp_path, PREPAPP_MODE="production", PREPAPP_DATA_DIR=str(tmp_path)),
        capture_output=True,
        text=True,
        check=False,
    )

    assert tried.returncode == 1
    assert "SECRET_KEY" in tried.stderr
    assert "Traceback" not in tried.stderr


def test_the_tests_use_no_address_of_the_developers() -> None:
    assert "prepapp-test-" in os.environ["PREPAPP_DATA_DIR"]


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        # Every text would be taken for sent, and reach nobody.
        ("SMS_TRANSPORT", "outbox", "SMS_TRANSPORT is 'outbox': write one of twilio, vonage, notify."),
        # An error's page would show patients' data.
        ("DEBUG", "1", "In production write DEBUG=0."),
    ],
)
def test_production_does_not_start_with_a_setting_of_the_demo_that_does_harm(
    tmp_path: Path, variable: str, value: str, words: str
) -> None:
    production = {
        "PREPAPP_MODE": "production",
        "SECRET_KEY": "only-for-this-test-" + "x" * 50,
        "PUBLIC_URL": "https://prep.hospital.example",
        "ALLOWED_HOSTS": "prep.hospital.example",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'prepapp.sqlite3'}",
        "REDIS_URL": "redis://localhost:1/0",
        "EMAIL_URL": "smtp://127.0.0.1:9",
        "EMAIL_FROM": "reminders@hospital.example",
        "TWILIO_ACCOUNT_SID": "AC0",
        "TWILIO_AUTH_TOKEN": "none",
        "TWILIO_FROM": "+12125550100",
    }

    said = {}
    for mistake in ({}, {variable: value}):
        tried = subprocess.run(
            [sys.executable, "manage.py", "check"],
            cwd=surroundings.ROOT,
            env=surroundings.bare(tmp_path, **(production | mistake)),
            capture_output=True,
            text=True,
            check=False,
        )
        said[bool(mistake)] = (tried.returncode == 0, words in tried.stderr)

    assert said == {False: (True, False), True: (False, True)}
