"""One patient's list on the staff's pages: steps by hand, a clinician's word, notes, and the patient's own view."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from procedures.checklists.models import Amendment, Checklist, ChecklistItem, ItemEvent, SurgeryNote
from procedures.hospitals.models import Unit
from tests.cast import make_checklist, make_clinician, make_item, make_patient, make_surgery, make_unit
from tests.checklists.scenes import FOOD, RIDE, make_list
from tests.web.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at")]
WORDS = {
    "title": "Bring your breathing machine",
    "instruction": "With its mask.",
    "phase": "preparation",
    "category": "logistics",
    "actor": "patient",
    "polarity": "do",
    "anchor": "surgery",
    "kind": "due",
    "reason": "Has sleep apnoea",
}


@pytest.fixture
def checklist(unit: Unit) -> Checklist:
    return make_list(FOOD, RIDE, unit=unit, now=NOW)


def add(client: Client, checklist: Checklist, **changes: str) -> Any:
    address = reverse("step-add", args=[checklist.surgery_id])
    return client.post(address, WORDS | {"generation": "1"} | changes, follow=True)


def page(client: Client, checklist: Checklist) -> str:
    return client.get(reverse("surgery", args=[checklist.surgery_id])).content.decode()


def test_a_nurse_adds_a_step_and_the_page_says_for_whom_and_why(nurse: Client, checklist: Checklist) -> None:
    told = add(nurse, checklist).content.decode()

    assert "The patient is told once." in told
    assert "Only for this patient" in told
    assert "Has sleep apnoea" in told
    assert checklist.items.filter(title="Bring your breathing machine").exists()


def test_the_form_of_a_change_begins_with_what_stands_there(nurse: Client, checklist: Checklist) -> None:
    item = checklist.items.get(number=1)

    shown = nurse.get(reverse("step-change", args=[item.pk])).content.decode()

    assert 'value="Stop eating"' in shown
    assert '<option value="fasting" selected>' in shown
    assert 'name="from_amount" value="8"' in shown


def test_bad_input_keeps_everything_typed_and_says_what_to_do(nurse: Client, checklist: Checklist) -> None:
    shown = add(nurse, checklist, reason="", relation="before").content.decode()

    assert "Say why, in a few words." in shown
    assert "Give a number, an hour or a part of the day." in shown
    assert 'value="Bring your breathing machine"' in shown
    assert "With its mask." in shown
    assert not Amendment.objects.exists()


def test_of_two_nurses_the_second_keeps_what_she_typed_and_can_send_it_once_more(
    nurse: Client, checklist: Checklist
) -> None:
    add(nurse, checklist)

    refused = add(nurse, checklist, title="Bring slippers", reason="Cold feet").content.decode()
    again = add(nurse, checklist, title="Bring slippers", reason="Cold feet", generation="2").content.decode()

    assert "Someone changed this list" in refused
    assert 'value="Bring slippers"' in refused
    assert 'name="generation" value="2"' in refused
    assert "Bring slippers" in again
    assert checklist.items.count() == 4


def test_safety_rule_1_what_a_nurse_changes_about_fasting_waits_for_a_clinician_and_is_read_by_name(
    nurse: Client, checklist: Checklist, unit: Unit
) -> None:
    item = checklist.items.get(number=1)
    fasting = {"category": "fasting", "title": "Stop eating at 6", "generation": "1"}
    told = nurse.post(reverse("step-change", args=[item.pk]), WORDS | fasting, follow=True).content.decode()
    asked = Amendment.objects.get()
    as_nurse = nurse.get(reverse("amendment-confirm", args=[asked.pk])).status_code
    nurse.force_login(make_clinician(unit))

    shown = nurse.get(reverse("amendment-confirm", args=[asked.pk])).content.decode()
    nurse.post(reverse("amendment-confirm", args=[asked.pk]))

    assert "a clinician must confirm it first" in told
    assert as_nurse == 403
    assert "Stop eating at 6" in shown
    assert "I confirm this, as Carl Ito" in shown
    assert ChecklistItem.objects.standing().get(category="fasting").title == "Stop eating at 6"
    assert "Confirmed by Carl Ito" in page(nurse, checklist)


def test_a_clinician_of_another_unit_finds_no_change_to_confirm(client: Client, checklist: Checklist) -> None:
    asked = Amendment.objects.create(
        checklist=checklist, act="add", status="waiting", title="-", category="fasting", reason="-", at=NOW
    )
    client.force_login(make_clinician(make_unit(checklist.surgery.unit.hospital, "Day surgery")))

    assert client.get(reverse("amendment-confirm", args=[asked.pk])).status_code == 404


def test_taking_off_asks_for_a_reason_and_keeps_the_old_step_in_the_history(
    nurse: Client, checklist: Checklist
) -> None:
    item = checklist.items.get(number=2)
    address = reverse("step-remove", args=[item.pk])

    without = nurse.post(address, {"reason": " ", "generation": "1"}).content.decode()
    nurse.post(address, {"reason": "Stays overnight", "generation": "1"})

    assert "Say why, in a few words." in without
    history = page(nurse, checklist).split('id="history"')[1]
    assert "took “Arrange a ride home” off this patient’s list." in history
    assert "Stays overnight" in history


def test_taking_back_what_waits(nurse: Client, checklist: Checklist) -> None:
    item = checklist.items.get(number=1)
    nurse.post(reverse("step-remove", args=[item.pk]), {"reason": "-", "generation": "1"})
    asked = Amendment.objects.get()

    told = nurse.post(reverse("amendment-take-back", args=[asked.pk]), follow=True).content.decode()

    assert "The list says again what it said before." in told
    assert "Taken back by Nora Quinn" in told


def test_a_spanish_patient_gets_the_words_in_spanish_and_a_lost_number_is_refused(nurse: Client, unit: Unit) -> None:
    patient = make_patient(unit, language="es")
    checklist = make_list(FOOD, unit=unit, patient=patient, now=NOW)
    typed = {"title": "Drink 2 glasses of water", "instruction": ""}

    lost = add(nurse, checklist, **typed, title_in_other="Beba agua", instruction_in_other="").content.decode()
    add(nurse, checklist, **typed, title_in_other="Beba 2 vasos de agua", instruction_in_other="")

    item = checklist.items.get(title="Drink 2 glasses of water")
    assert "2" in lost
    assert item.words_in("es")[0] == "Beba 2 vasos de agua"


def test_how_the_nurse_came_to_know_of_a_tick_is_noted(nurse: Client, checklist: Checklist) -> None:
    item = checklist.items.get(number=2)

    nurse.post(reverse("surgery-item-tick", args=[item.pk]), {"heard": "phone", "note": "Her son drives"})

    assert ItemEvent.objects.get().note == "On the phone: Her son drives"
    assert "“On the phone: Her son drives”" in page(nurse, checklist)
    assert "On the phone: Her son drives" in nurse.get(reverse("surgery-item", args=[item.pk])).content.decode()


def test_a_nurse_writes_down_that_a_step_was_missed(nurse: Client, checklist: Checklist) -> None:
    item = checklist.items.get(number=1)

    nurse.post(reverse("surgery-item-missed", args=[item.pk]), {"heard": "person", "note": "Had toast"})

    item.refresh_from_db()
    assert item.status == "missed"
    assert "Face to face: Had toast" in page(nurse, checklist)


def test_a_note_says_who_wrote_it_and_when_and_nobody_can_change_it(nurse: Client, checklist: Checklist) -> None:
    address = reverse("surgery-note", args=[checklist.surgery_id])

    empty = nurse.post(address, {"words": "  "}).content.decode()
    long = nurse.post(address, {"words": "x" * 2001}).content.decode()
    for _ in range(2):
        nurse.post(address, {"words": "Hard of hearing: <speak up>."})

    assert "Write the note first" in empty
    assert "x" * 2001 in long
    assert SurgeryNote.objects.count() == 1
    shown = page(nurse, checklist)
    assert "Hard of hearing: &lt;speak up&gt;." in shown
    assert "Nora Quinn, Sun 22 Nov, 09:00" in shown


def test_a_note_of_another_unit_is_not_shown(nurse: Client, checklist: Checklist) -> None:
    elsewhere = make_surgery(make_unit(checklist.surgery.unit.hospital, "Day surgery"), checklist.surgery.patient)
    SurgeryNote.objects.create(surgery=elsewhere, words="Not for you", at=NOW)

    assert "Not for you" not in page(nurse, checklist)


def test_the_list_as_the_patient_sees_it_is_the_patients_own_page_with_nothing_to_press(
    nurse: Client, checklist: Checklist
) -> None:
    shown = nurse.get(reverse("surgery-as-patient", args=[checklist.surgery_id])).content.decode()

    assert "Maria’s list" in shown
    assert "Arrange a ride home" in shown
    assert "<fieldset disabled>" in shown
    assert "htmx" not in shown.split("<body")[0].replace("htmx-config", "")


def test_as_the_patient_sees_it_shows_no_operation_of_another_unit(nurse: Client, checklist: Checklist) -> None:
    other = make_unit(checklist.surgery.unit.hospital, "Day surgery")
    make_list(FOOD, unit=other, patient=checklist.surgery.patient, now=NOW, surgery_date=NOW.date().replace(day=29))

    shown = nurse.get(reverse("surgery-as-patient", args=[checklist.surgery_id])).content.decode()

    assert "29 November" not in shown


@pytest.mark.parametrize("steps", [1, 12])
def test_the_new_pages_take_a_fixed_number_of_queries(
    nurse: Client, unit: Unit, steps: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    checklist = make_checklist(make_surgery(unit))
    items = [make_item(checklist) for _ in range(steps)]
    for item in items:
        Amendment.objects.create(
            checklist=checklist, item=item, act="change", title="-", category="other", reason="-", at=NOW
        )

    with django_assert_max_num_queries(18):
        nurse.get(reverse("surgery-as-patient", args=[checklist.surgery_id]))
    with django_assert_max_num_queries(18):
        nurse.get(reverse("surgery-item", args=[items[0].pk]))


def test_a_clinician_looks_at_a_step_and_leaves_acting_to_the_nurse(
    client: Client, checklist: Checklist, unit: Unit
) -> None:
    client.force_login(make_clinician(unit))
    item = checklist.items.get(number=1)

    shown = client.get(reverse("surgery-item", args=[item.pk])).content.decode()

    assert "Stop eating" in shown
    assert "Take it off the list" not in shown
