"""A new edition on the pages: importing it, what changed, the versions, and moving patients to the newer one."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.urls import reverse

from procedures.catalog.models import ChecklistTemplate
from procedures.checklists.cancelling import cancel
from procedures.checklists.models import ItemEvent, Reminder, SurgeryEvent, WorkItem
from procedures.checklists.ticking import tick
from procedures.hospitals.models import Role, Unit, User
from procedures.web import clock
from tests.cast import make_clinician, make_nurse, make_patient, make_procedure, make_staff, make_unit
from tests.catalog.test_editions import FIRST, SHEET, version_of
from tests.checklists.versions.editions import give, make_versions, off, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Unit:
    return make_unit()


@pytest.fixture
def carl(unit: Unit, client: Client) -> User:
    """A clinician who is an author too, signed in."""
    carl = make_clinician(unit)
    client.force_login(carl)
    return carl


@pytest.fixture
def version(unit: Unit, carl: User) -> ChecklistTemplate:
    return version_of(unit, carl)


def test_a_new_edition_is_imported_on_its_procedure_and_compared(
    client: Client, carl: User, version: ChecklistTemplate
) -> None:
    text = SHEET.replace("Hip replacement", "Another title").replace("for 6 weeks", "for 8 weeks")

    answer = client.post(reverse("edition-import", args=[version.procedure_id]), {"text": text}, follow=True)

    edition = ChecklistTemplate.objects.get(published_at=None)
    page = answer.content.decode()
    assert edition.procedure == version.procedure
    assert answer.redirect_chain[-1][0] == reverse("template-changes", args=[edition.pk])
    assert '<del class="differs"><span class="visually-hidden">(only before: </span>6' in page
    assert '<ins class="differs"><span class="visually-hidden">(only now: </span>8' in page
    assert "To confirm again" in page


def test_the_very_same_document_leads_to_what_is_there(client: Client, version: ChecklistTemplate) -> None:
    answer = client.post(reverse("edition-import", args=[version.procedure_id]), {"text": SHEET})

    assert answer.url == reverse("template-review", args=[version.pk])
    assert ChecklistTemplate.objects.count() == 1


def test_an_empty_form_says_what_to_do(client: Client, version: ChecklistTemplate) -> None:
    answer = client.post(reverse("edition-import", args=[version.procedure_id]), {})

    assert answer.status_code == 422
    assert "Choose a file, or paste" in answer.content.decode()


def test_the_procedures_page_tells_its_versions(client: Client, version: ChecklistTemplate) -> None:
    page = client.get(reverse("procedure", args=[version.procedure_id])).content.decode()

    assert "Version 1" in page
    assert "by Carl Ito" in page
    assert "Import a new edition" in page


def test_whoever_only_looks_is_offered_no_import_and_gets_none(client: Client, unit: Unit) -> None:
    procedure = make_procedure(unit)
    elsewhere = make_unit(unit.hospital, "Day surgery")
    ann = make_staff(elsewhere, Role.AUTHOR, username="ann")
    ann.memberships.create(unit=unit, role=Role.NURSE)
    client.force_login(ann)

    page = client.get(reverse("procedure", args=[procedure.pk]))
    answer = client.get(reverse("edition-import", args=[procedure.pk]))

    assert "Import a new edition" not in page.content.decode()
    assert answer.status_code == 403


def test_the_command_imports_an_edition_for_a_procedure_and_names_those_there_are(
    version: ChecklistTemplate, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "second.md"
    file.write_text(SHEET.replace("for 6 weeks", "for 8 weeks"))

    with pytest.raises(CommandError, match="It has: Hip replacement"):
        call_command("import_document", str(file), procedure="Knee")
    call_command("import_document", str(file), procedure="hip replacement")

    assert ChecklistTemplate.objects.get(published_at=None).based_on == version
    assert "to confirm again" in capsys.readouterr().out


def test_publishing_shows_whom_the_version_touches(client: Client) -> None:
    first, second = make_versions()
    unit = first.procedure.unit
    give(first)
    client.force_login(make_nurse(unit))

    page = client.get(reverse("version-patients", args=[second.pk])).content.decode()

    assert "Maria Lopez" in page
    assert "New: Bring your insurance papers" in page
    assert "Gone: Bring your glasses" in page
    assert "Move all 1 to version 2" in page


def test_who_may_not_move_a_list_reads_who_does(client: Client) -> None:
    first, second = make_versions()
    give(first)
    client.force_login(make_clinician(first.procedure.unit))

    page = client.get(reverse("version-patients", args=[second.pk])).content.decode()

    assert "A nurse of the unit moves these lists." in page
    assert "Move all" not in page


def test_a_preview_changes_nothing_and_confirming_it_moves_the_list(client: Client) -> None:
    first, second = make_versions()
    checklist = give(first)
    tick(step(checklist.surgery, "Stop eating"), by=None, now=clock.now())
    client.force_login(make_nurse(first.procedure.unit))
    address = reverse("checklist-version", args=[second.pk, checklist.pk])

    page = client.get(address).content.decode()
    checklist.refresh_from_db()
    before = checklist.template
    client.post(address, {"generation": 1})

    checklist.refresh_from_db()
    assert "Stop eating 6 hours before." in page
    assert "To judge" in page
    assert before == first
    assert checklist.template == second
    assert SurgeryEvent.objects.get(act="list moved").by is not None
    assert WorkItem.objects.filter(kind=WorkItem.Kind.JUDGE_AGAIN).count() == 1


def test_a_preview_that_is_out_of_date_is_shown_again(client: Client) -> None:
    first, second = make_versions()
    checklist = give(first)
    client.force_login(make_nurse(first.procedure.unit))
    address = reverse("checklist-version", args=[second.pk, checklist.pk])

    answer = client.post(address, {"generation": "nonsense"}, follow=True)

    checklist.refresh_from_db()
    assert "in the meantime" in answer.content.decode()
    assert checklist.template == first


def test_moving_all_says_what_became_of_each_and_one_that_fails_stops_no_other(client: Client) -> None:
    first, second = make_versions()
    unit = first.procedure.unit
    one, other = give(first, make_patient(unit, "Ana")), give(first, make_patient(unit, "Maria"))
    client.force_login(make_nurse(unit))
    cancel(one.surgery, by=None, reason="Fever", now=clock.now() - timedelta(minutes=1))

    seen = [f"{each.pk}:1" for each in (one, other)]
    page = client.post(reverse("version-move-all", args=[second.pk]), {"seen": seen}).content.decode()

    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.template, other.template) == (first, second)
    assert "not moved." in page
    assert "This operation is cancelled" in page
    assert "moved." in page.replace("not moved.", "")


def test_after_moving_all_the_page_says_how_many_and_who_tells_each_patient(client: Client) -> None:
    first, second = make_versions()
    unit = first.procedure.unit
    written, unwritten = make_patient(unit, "Ana"), make_patient(unit, "Maria", channels=())
    lists = [give(first, patient) for patient in (written, unwritten)]
    Reminder.objects.filter(kind="list_ready").update(status="sent", ended_at=clock.now())
    tick(step(lists[0].surgery, "Stop eating"), by=None, now=clock.now())
    client.force_login(make_nurse(unit))

    seen = [f"{each.pk}:1" for each in lists]
    answer = client.post(reverse("version-move-all", args=[second.pk]), {"seen": seen})

    page = " ".join(answer.content.decode().split())
    assert "<strong>2 lists moved.</strong>" in page
    assert "1 step for a nurse to judge: it is on the" in page
    assert "Ana Lopez</a>: moved. The patient is told." in page
    assert "Maria Lopez</a>: moved. Nobody can write to this patient: a nurse phones. It is on the work list." in page


def test_a_list_that_is_not_theirs_stops_all_of_them_before_any_is_moved(client: Client) -> None:
    first, second = make_versions()
    checklist = give(first)
    client.force_login(make_nurse(first.procedure.unit))

    answer = client.post(reverse("version-move-all", args=[second.pk]), {"seen": [f"{checklist.pk}:1", "999999:1"]})

    checklist.refresh_from_db()
    assert answer.status_code == 404
    assert checklist.template == first


def test_a_list_that_nobody_was_shown_is_not_moved(client: Client) -> None:
    first, second = make_versions()
    checklist = give(first)
    client.force_login(make_nurse(first.procedure.unit))

    client.post(reverse("version-move-all", args=[second.pk]), {"seen": []})

    checklist.refresh_from_db()
    assert checklist.template == first


def test_the_surgerys_page_tells_the_version_and_keeps_what_went_in_its_history(client: Client) -> None:
    first, second = make_versions()
    checklist = give(first)
    nurse = make_nurse(first.procedure.unit)
    client.force_login(nurse)
    address = reverse("surgery", args=[checklist.surgery_id])

    old = client.get(address).content.decode()
    client.post(reverse("checklist-version", args=[second.pk, checklist.pk]), {"generation": 1})
    new = client.get(address).content.decode()

    assert "version 1</a>" in old
    assert "Version 2 is published" in old
    assert "version 2</a>" in new
    assert "moved the list to a newer version." in new
    assert "A newer version of the list has “Bring your glasses” no more." in new
    assert off(checklist.surgery, "Bring your glasses").events.get().act == ItemEvent.Act.GONE


def test_the_scene_was_published_before(version: ChecklistTemplate) -> None:
    assert version.published_at == FIRST
