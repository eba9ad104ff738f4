"""Drafting at the terminal, without a database."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

LEAFLET = "Knee\n\nPreparation\n- Fast for 8 hours before surgery.\n\nRisks\n- Bleeding\n"


@pytest.fixture
def leaflet(tmp_path: Path) -> Path:
    path = tmp_path / "knee.txt"
    path.write_text(LEAFLET, encoding="utf-8")
    return path


def test_one_document_is_printed_as_one_json_object(leaflet: Path) -> None:
    out = StringIO()

    call_command("draft_tasks", str(leaflet), stdout=out)

    written = json.loads(out.getvalue())
    (task,) = written["tasks"]
    start, end = task["span"]
    assert LEAFLET[start:end] == task["source_text"] == "Fast for 8 hours before surgery."
    assert task["timing"]["from"] == "PT8H"
    assert set(written) >= {"tasks", "dismissed", "problems"}


def test_several_documents_go_to_a_folder_each_under_its_own_name(leaflet: Path, tmp_path: Path) -> None:
    picture = tmp_path / "scan.pdf"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")

    call_command("draft_tasks", str(leaflet), str(picture), "--out", str(tmp_path / "out"))

    assert json.loads((tmp_path / "out" / "knee.json").read_text())["tasks"]
    assert json.loads((tmp_path / "out" / "scan.json").read_text())["problems"][0]["code"] == "unreadable"


def test_several_documents_without_a_folder_are_refused(leaflet: Path) -> None:
    with pytest.raises(CommandError, match="--out"):
        call_command("draft_tasks", str(leaflet), str(leaflet))
