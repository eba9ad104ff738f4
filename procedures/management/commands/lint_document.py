"""`manage.py lint_document FILE...`: what to put right in a document before patients get it. No database is needed.

It ends with 0 where nothing must be put right, with 1 where something must, and with 2 where a file cannot be read.
`--format json` prints one list: an object for each file, with `file`, `notes` and `findings` (each with `code`,
`severity`, `what`, `why`, `do`, `line`, `span`), or with `file` and `unreadable`. Lines begin at 1; `line` and `span`
are null for what is missing.
"""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from procedures.catalog.reading_apart import draft_apart
from procedures.catalog.wording import first_title
from procedures.core.extraction.drafts import TaskDraft
from procedures.core.linting import Finding, Severity, lint
from procedures.core.reading import UnreadableDocument
from procedures.messaging.wording.foreseeing import text_foreseen

_MUST_BE_PUT_RIGHT, _UNREADABLE = 1, 2


class Command(BaseCommand):
    help = (
        "Look for what is wrong in documents: contradictions, holes, missing parts, hard sentences, long messages. "
        "Ends with 1 where something must be put right, with 2 where a file cannot be read."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, help="text, Markdown, HTML, Word or PDF")
        parser.add_argument(
            "--format", choices=["text", "json"], default="text", help="lines to read, or one JSON list"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        looked_at = [_looked_at(path) for path in options["files"]]
        if options["format"] == "json":
            self.stdout.write(json.dumps(looked_at, ensure_ascii=False, indent=1))
        else:
            for one in looked_at:
                self._tell(one)
        errors = sum(finding["severity"] == Severity.ERROR for one in looked_at for finding in one.get("findings", ()))
        unread = sum("unreadable" in one for one in looked_at)
        if errors:
            things = "1 thing" if errors == 1 else f"{errors} things"
            self.stderr.write(f"{things} must be put right before this can be published.")
        if errors or unread:
            sys.exit(_UNREADABLE if unread else _MUST_BE_PUT_RIGHT)

    def _tell(self, one: dict[str, Any]) -> None:
        if "unreadable" in one:
            self.stderr.write(f"{one['file']}: {one['unreadable']}")
        for note in one.get("notes", ()):
            self.stdout.write(f"{one['file']}: note: {note}")
        for found in one.get("findings", ()):
            where = f":{found['line']}" if found["line"] else ""
            said = f"[{found['code']}] {found['what']} Why: {found['why']} Do: {found['do']}"
            self.stdout.write(f"{one['file']}{where}: {found['severity']} {said}")


def _looked_at(path: Path) -> dict[str, Any]:
    """A file that cannot be read says why, so that the other files are still looked at."""
    try:
        document, draft = draft_apart(path.read_bytes(), filename=path.name)
    except OSError as error:
        return {"file": str(path), "unreadable": f"It cannot be opened: {error.strerror}. Check the path."}
    except UnreadableDocument as error:
        return {"file": str(path), "unreadable": str(error)}
    findings = [_written(finding, document.text) for finding in lint(draft, document.text, texts_of=_texts_of)]
    return {"file": str(path), "notes": [problem.message for problem in draft.problems], "findings": findings}


def _texts_of(task: TaskDraft) -> dict[str, str]:
    """A document is English; its tasks get their words in other languages on the review page."""
    return {"English": text_foreseen(first_title(task), task.category, "en", condition=task.condition)}


def _written(finding: Finding, text: str) -> dict[str, Any]:
    span = finding.span
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "what": finding.what,
        "why": finding.why,
        "do": finding.do,
        "line": text.count("\n", 0, span.start) + 1 if span else None,
        "span": [span.start, span.end] if span else None,
    }
