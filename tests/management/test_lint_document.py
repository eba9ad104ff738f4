"""Linting at the terminal: lines to read or JSON, and an end that tells a script what was found."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

SOUND = """Knee Arthroscopy

Preparation
- Do not eat for 6 hours before your knee surgery.
- An adult must drive you home.

Recovery
- Rest for 2 days.
- Call us on 555-010-0199 if you have a fever or bleeding.
"""
NO_SIGNS = SOUND.replace("- Call us on 555-010-0199 if you have a fever or bleeding.", "Ward: 555-010-0199")


def lint_document(tmp_path: Path, *texts: str, form: str = "text") -> tuple[int, str, str]:
    """How it ended, and what it wrote to both streams."""
    paths = [tmp_path / f"{at}.txt" for at in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    out, err = StringIO(), StringIO()
    try:
        call_command("lint_document", *map(str, paths), format=form, stdout=out, stderr=err)
    except SystemExit as end:
        return int(str(end.code)), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_a_sound_document_ends_with_0_and_says_nothing(tmp_path: Path) -> None:
    assert lint_document(tmp_path, SOUND) == (0, "", "")


def test_a_warning_alone_ends_with_0(tmp_path: Path) -> None:
    code, out, _ = lint_document(tmp_path, SOUND.replace(" on 555-010-0199", ""))

    assert code == 0
    assert "warning [no_telephone]" in out


def test_what_must_be_put_right_ends_with_1_and_names_file_and_line(tmp_path: Path) -> None:
    code, out, err = lint_document(tmp_path, NO_SIGNS, SOUND.replace("6 hours", "a certain number of hours"))

    assert code == 1
    assert f"{tmp_path}/0.txt: error [no_warning_signs]" in out
    assert f"{tmp_path}/1.txt:4: error [hole]" in out
    assert "2 things must be put right" in err


def test_a_file_that_cannot_be_read_ends_with_2_and_the_others_are_still_looked_at(tmp_path: Path) -> None:
    code, out, err = lint_document(tmp_path, "", NO_SIGNS)

    assert code == 2
    assert "0.txt: This file is empty." in err
    assert "1.txt: error [no_warning_signs]" in out


def test_a_missing_file_ends_with_2() -> None:
    with pytest.raises(SystemExit) as end:
        call_command("lint_document", "/nowhere/leaflet.txt", stderr=StringIO())

    assert end.value.code == 2


def test_json_is_one_list_with_every_finding_in_place(tmp_path: Path) -> None:
    code, out, _ = lint_document(tmp_path, SOUND.replace("6 hours", "a certain number of hours"), "", form="json")

    assert code == 2
    one, other = json.loads(out)
    (finding,) = one["findings"]
    assert (finding["code"], finding["severity"], finding["line"]) == ("hole", "error", 4)
    assert {"what", "why", "do", "span"} <= set(finding)
    assert "empty" in other["unreadable"]


def test_a_task_whose_text_message_would_not_fit_is_named(tmp_path: Path) -> None:
    papers = "the letter from your doctor, the list of your medicines, the card of your insurance, the names of all"
    long = f"- Bring {papers} who may be told how you are, {papers.replace('the', 'another')} whom we may call."

    code, out, _ = lint_document(tmp_path, SOUND.replace("- An adult", f"{long}\n- An adult"))

    assert code == 0
    assert "5: warning [long_message] The text message about “Bring the letter" in out
