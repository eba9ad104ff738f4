"""Collect what patients' pages say, and compile the translations: `make messages`. With --check, only judge them.

It needs no gettext tools: Python is read by its own parser, templates by Django's. The compiled file is committed, so
that nobody has to compile anything before the pages speak Spanish.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import django
import polib
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).parent.parent
LANGUAGES = ("es",)
HOMES = {language: ROOT / "procedures" / "locale" / language / "LC_MESSAGES" / "django.po" for language in LANGUAGES}
# Templates that a patient, or who cares for one, may see. Staff read English.
TEMPLATES = ("base.html", "patient/**/*.html")
# Here acts are refused in words that the patient reads, as they stand in `raise`.
REFUSING = ("ticking.py", "coming.py", "answering.py", "checking_in.py", "asking_back.py")
CALLS = {"_": 1, "gettext": 1, "gettext_lazy": 1, "gettext_noop": 1, "ngettext": 2, "ngettext_lazy": 2}
# What templatize makes of a template: calls among rubbish.
IN_TEMPLATE = re.compile(r"""\b(n?gettext)\(\s*((?:u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\s*,?\s*)+)""")

Message = tuple[str, str]  # the words, and their plural or ""


def main(*, is_check: bool) -> int:
    settings.configure()
    django.setup()
    wanted = dict(collected())
    found = []
    for language, path in HOMES.items():
        catalog = polib.pofile(str(path), wrapwidth=110) if path.exists() else _new(language)
        if not is_check:
            _write(catalog, wanted, path)
        found += [f"{path.relative_to(ROOT)}: {fault}" for fault in faults(catalog, wanted, path.with_suffix(".mo"))]
    for line in found:
        print(line)
    if found:
        print("Run `make messages`, then write what is missing into the .po file, and run it again.")
    return 1 if found else 0


def faults(catalog: polib.POFile, wanted: dict[Message, str], compiled: Path) -> Iterator[str]:
    """What is wrong with a catalog, a line each."""
    has = {(entry.msgid, entry.msgid_plural): entry for entry in catalog if not entry.obsolete}
    for message, place in wanted.items():
        entry = has.get(message)
        if entry is None:
            yield f"not collected yet: “{message[0]}” ({place})"
        elif not entry.translated() or entry.fuzzy:
            yield f"not translated: “{message[0]}” ({place})"
        elif _names(message) != _names(tuple(entry.msgstr_plural.values()) or (entry.msgstr,)):
            yield f"not with the same names in it: “{message[0]}” ({place})"
    for message in has.keys() - wanted.keys():
        yield f"said nowhere any more: “{message[0]}”"
    if not compiled.exists() or compiled.read_bytes() != catalog.to_binary():
        yield "the compiled file beside it is older"


def collected() -> Iterator[tuple[Message, str]]:
    """Every message, with the file that says it first."""
    seen: set[Message] = set()
    for path in sorted((ROOT / "procedures").rglob("*.py")):
        for message in in_python(path):
            if message not in seen:
                seen.add(message)
                yield message, str(path.relative_to(ROOT))
    for pattern in TEMPLATES:
        for path in sorted((ROOT / "templates").glob(pattern)):
            for message in in_template(path.read_text(encoding="utf-8")):
                if message not in seen:
                    seen.add(message)
                    yield message, str(path.relative_to(ROOT))


def in_python(path: Path) -> Iterator[Message]:
    """What a module says: the words in calls of gettext, and in the refusals of a patient's acts."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            words = _constants(node.args[: CALLS[node.func.id]])
        elif isinstance(node, ast.Raise) and path.name in REFUSING and isinstance(node.exc, ast.Call):
            words = _constants(node.exc.args[:1])
        else:
            continue
        if words:
            yield words[0], words[1] if len(words) > 1 else ""


def in_template(text: str) -> Iterator[Message]:
    """What a template says."""
    for kind, arguments in IN_TEMPLATE.findall(templatize(text)):
        words = re.findall(r"""u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")""", arguments)
        said = [ast.literal_eval(word) for word in words]
        yield said[0], said[1] if kind == "ngettext" else ""


def _constants(arguments: list[ast.expr]) -> list[str]:
    return [one.value for one in arguments if isinstance(one, ast.Constant) and isinstance(one.value, str)]


def _names(words: tuple[str, ...]) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]", " ".join(words)))


def _new(language: str) -> polib.POFile:
    catalog = polib.POFile(wrapwidth=110)
    catalog.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    return catalog


def _write(catalog: polib.POFile, wanted: dict[Message, str], path: Path) -> None:
    kept = {(entry.msgid, entry.msgid_plural): entry for entry in catalog}
    catalog.clear()
    for (singular, plural), place in wanted.items():
        entry = kept.get((singular, plural)) or polib.POEntry(msgid=singular, msgid_plural=plural)
        if plural and not entry.msgstr_plural:
            entry.msgstr_plural = {0: "", 1: ""}
        entry.occurrences = [(place, "")]
        entry.obsolete = False
        catalog.append(entry)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalog.save(str(path))
    path.with_suffix(".mo").write_bytes(catalog.to_binary())


if __name__ == "__main__":
    sys.exit(main(is_check="--check" in sys.argv))
