"""A document becomes a draft, or a clear message."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from procedures.catalog.importing import AlreadyImported, NothingFound, UnreadableDocument, import_document
from procedures.catalog.models import ChecklistTemplate, Procedure, SourceDocument
from procedures.catalog.reviewing import HoleKind, holes
from procedures.core.tasks import ASK_ABOUT_MEDICINES
from procedures.hospitals.models import Role, Unit
from tests.cast import make_clinician, make_staff, make_unit
from tests.catalog.papers import HIP

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def imported(unit: Unit, text: str = HIP, file_name: str = "hip.txt", name: str = "") -> ChecklistTemplate:
    return import_document(text.encode(), file_name=file_name, unit=unit, by=None, now=NOW, name=name)


def test_a_document_becomes_a_draft_with_its_name_sections_and_tasks() -> None:
    unit = make_unit()
    carl = make_clinician(unit)

    draft = import_document(HIP.encode(), file_name="hip.txt", unit=unit, by=carl, now=NOW)

    assert draft.procedure.name == "Total hip replacement"
    assert draft.document is not None
    assert draft.document.text == HIP
    assert (draft.document.imported_by, draft.document.imported_at) == (carl, NOW)
    kinds = {section.heading: section.kind for section in draft.document.sections.all()}
    assert kinds["Preparation"] == "preparation"
    assert kinds["Follow-up"] == "follow_up"
    assert not draft.is_published


def test_every_task_is_tied_to_the_exact_sentence_it_came_from() -> None:
    draft = imported(make_unit())

    sources = {task.category: task.source_text for task in draft.tasks.all()}
    assert sources["fasting"] == "Fast for a certain number of hours before the operation."
    assert sources["medication"] == "Adjust or stop certain medicines as directed by your doctor."
    assert sources["test"] == "Have an X-ray of the hip."
    assert sources["appointment"] == "See the surgeon 6 weeks after surgery."


def test_safety_rule_2_what_the_document_leaves_open_is_a_hole() -> None:
    draft = imported(make_unit())

    found = [hole for hole in holes(draft) if hole.kind is not HoleKind.WORDS]
    kinds = {hole.task.category: hole.kind for hole in found if hole.task}
    assert kinds == {"fasting": HoleKind.FASTING, "medication": HoleKind.CLINICIAN}


def test_safety_rule_1_a_medicine_left_open_only_tells_the_patient_to_ask() -> None:
    task = imported(make_unit()).tasks.get(category="medication")

    assert task.instruction == ASK_ABOUT_MEDICINES
    assert "stop" not in task.title.lower()


def test_the_documents_own_time_is_kept_beside_the_tasks() -> None:
    task = imported(make_unit()).tasks.get(category="appointment")

    assert task.stated == task.when
    assert task.when is not None


def test_what_is_odd_about_the_document_itself_is_noted() -> None:
    document = imported(make_unit()).document

    assert document is not None
    assert "no telephone number" in " ".join(note["what"] for note in document.notes)


def test_the_same_document_again_is_refused_and_named() -> None:
    unit = make_unit()
    first = imported(unit)

    with pytest.raises(AlreadyImported, match="02 November 2026") as caught:
        imported(unit, file_name="another name.txt")

    assert caught.value.template == first
    assert ChecklistTemplate.objects.count() == 1


def test_another_unit_may_import_the_same_document() -> None:
    unit = make_unit()
    imported(unit)

    imported(make_unit(unit.hospital, "Surgery 3"))

    assert ChecklistTemplate.objects.count() == 2


def test_a_new_edition_joins_the_procedure_of_the_same_name() -> None:
    unit = make_unit()
    first = imported(unit)

    second = imported(unit, HIP.replace("6 weeks", "8 weeks"))

    assert second.procedure == first.procedure


def test_the_name_can_be_given() -> None:
    assert imported(make_unit(), name="  Hip   replacement ").procedure.name == "Hip replacement"


@pytest.mark.parametrize(
    ("data", "error", "said"),
    [
        (b"", UnreadableDocument, "empty"),
        (b"  \n\t ", UnreadableDocument, "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), UnreadableDocument, "picture"),
        (bytes(range(256)) * 20, UnreadableDocument, "paste"),
        (b"a" * (10 * 1024 * 1024 + 1), UnreadableDocument, "10 MB"),
        (b"Menu\n\nMonday: soup and bread.\nTuesday: rice.\n", NothingFound, "Preparation"),
    ],
    ids=["empty", "blank", "picture", "binary", "too big", "no sections"],
)
def test_bad_input_gets_a_clear_message_and_saves_nothing(data: bytes, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        import_document(data, file_name="file.txt", unit=make_unit(), by=None, now=NOW)

    assert not Procedure.objects.exists()
    assert not SourceDocument.objects.exists()


def test_the_command_imports_into_the_only_unit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    unit = make_unit()
    path = tmp_path / "hip.txt"
    path.write_text(HIP, encoding="utf-8")

    call_command("import_document", str(path))

    template = ChecklistTemplate.objects.get()
    assert template.procedure.unit == unit
    assert "Total hip replacement" in capsys.readouterr().out


def test_the_command_takes_unit_and_author(tmp_path: Path) -> None:
    unit = make_unit()
    other = make_unit(unit.hospital, "Surgery 3")
    ann = make_staff(other, Role.AUTHOR, username="ann")
    path = tmp_path / "hip.txt"
    path.write_text(HIP, encoding="utf-8")

    call_command("import_document", str(path), "--unit", "surgery 3", "--by", "ann")

    assert SourceDocument.objects.get().imported_by == ann
    assert Procedure.objects.get().unit == other


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing.txt"], "cannot be opened"),
        (["."], "cannot be opened"),
        (["empty.txt"], "empty"),
        (["hip.txt", "--unit", "Nowhere"], "No unit is called"),
        (["hip.txt", "--by", "nobody"], "Nobody signs in"),
        (["hip.txt", "--by", "nora"], "no template author"),
    ],
)
def test_the_command_says_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    make_staff(make_unit(), Role.NURSE, username="nora")
    (tmp_path / "hip.txt").write_text(HIP, encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    monkeypatch.chdir(tmp_path)

    with pytest.raises(CommandError, match=said):
        call_command("import_document", *arguments)

    assert not ChecklistTemplate.objects.exists()


def test_the_command_asks_which_unit_where_there_are_several(tmp_path: Path, settings: Settings) -> None:
    settings.IS_DEMO = False
    unit = make_unit()
    make_unit(unit.hospital, "Surgery 3")
    (tmp_path / "hip.txt").write_text(HIP, encoding="utf-8")

    with pytest.raises(CommandError, match=r"--unit.*Surgery 2.*Surgery 3"):
        call_command("import_document", str(tmp_path / "hip.txt"))


def test_in_the_demo_the_command_takes_the_first_unit_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    unit = make_unit()
    make_unit(unit.hospital, "An earlier name")
    (tmp_path / "hip.txt").write_text(HIP, encoding="utf-8")

    call_command("import_document", str(tmp_path / "hip.txt"))

    assert Procedure.objects.get().unit == unit
    assert str(unit) in capsys.readouterr().out


def test_safety_rule_1_only_what_is_no_medicine_begins_with_the_operation() -> None:
    text = (
        "Hip\n\nRecovery\n- Walk every 2 hours.\n- Take iron tablets twice a day.\n- A follow-up visit once a year.\n"
    )

    draft = imported(make_unit(), text)

    begins = {task.category: (task.when.from_ if task.when else None) for task in draft.tasks.all()}
    assert {key: edge.isoformat() if edge else None for key, edge in begins.items()} == {
        "activity": "P0D",
        "medication": None,
        "appointment": "P1Y",
    }
