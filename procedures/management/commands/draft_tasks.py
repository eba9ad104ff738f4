"""`manage.py draft_tasks FILE...`: what would be drafted from a document, as JSON. It needs no database."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from procedures.catalog.reading_apart import draft_apart
from procedures.core.extraction.written import draft_json
from procedures.core.reading import UnreadableDocument


class Command(BaseCommand):
    help = "Draft the tasks of documents and print them as JSON. Nothing is saved."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, help="text, Markdown, HTML, Word or PDF")
        parser.add_argument("--out", type=Path, help="write one FILE.json for each document into this folder")

    def handle(self, *_args: Any, **options: Any) -> None:
        files: list[Path] = options["files"]
        folder: Path | None = options["out"]
        if folder is None and len(files) > 1:
            raise CommandError("Several files need a folder to write to. Add --out DIR.")
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
        for path in files:
            written = json.dumps(_drafted(path), ensure_ascii=False, indent=1)
            if folder is None:
                self.stdout.write(written)
            else:
                (folder / f"{path.stem}.json").write_text(written + "\n", encoding="utf-8")


def _drafted(path: Path) -> dict[str, Any]:
    """A file that cannot be read gives no tasks and a problem, so that the other files are still done."""
    try:
        document, draft = draft_apart(path.read_bytes(), filename=path.name)
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error
    except UnreadableDocument as error:
        return {"tasks": [], "dismissed": [], "problems": [{"code": "unreadable", "message": str(error), "span": None}]}
    return draft_json(draft, document.text)
