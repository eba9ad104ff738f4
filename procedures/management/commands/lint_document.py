"""`manage.py lint_document FILE...`: what to put right in a document before patients get it. No database is needed."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from procedures.catalog.reading_apart import draft_apart
from procedures.core.linting import Finding, Severity, lint
from procedures.core.reading import UnreadableDocument


class Command(BaseCommand):
    help = "Look for what is wrong in documents: contradictions, holes, missing parts, hard sentences."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, help="text, Markdown, HTML, Word or PDF")

    def handle(self, *_args: Any, **options: Any) -> None:
        errors = 0
        for path in options["files"]:
            try:
                document, draft = draft_apart(path.read_bytes(), filename=path.name)
            except OSError as error:
                raise CommandError(f"{path}: {error.strerror}") from error
            except UnreadableDocument as error:
                raise CommandError(f"{path}: {error}") from error
            for problem in draft.problems:
                self.stdout.write(f"{path}: note: {problem.message}")
            for finding in lint(draft, document.text):
                errors += finding.severity is Severity.ERROR
                self.stdout.write(_line(path, finding, document.text))
        if errors:
            raise CommandError(f"{errors} things must be put right before this can be published.")


def _line(path: Path, finding: Finding, text: str) -> str:
    where = f":{text.count(chr(10), 0, finding.span.start) + 1}" if finding.span else ""
    return f"{path}{where}: {finding.severity} [{finding.code}] {finding.what} Why: {finding.why} Do: {finding.do}"
