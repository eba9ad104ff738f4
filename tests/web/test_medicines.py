"""A patient's medicines on the pages of staff and patient. Who gets in, what each may do, what the patient reads."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from procedures.checklists.models import Medicine, Surgery, WorkItem
from procedures.core.medicine_defaults import USUAL
from procedures.hospitals.models import Unit
from tests.cast import make_clinician
from tests.checklists.medicines.plans import entered
from tests.checklists.scenes import RIDE, make_list
from tests.web.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at")]
WELL = {
    "name": "Apixaban 5 mg",
    "medicine_class": "doac",
    "what": "stop",
    "last_dose_date": "2026-12-05",
    "last_dose_time": "",
    "restart_date": "2026-12-10",
    "restart_event": "",
    "note": "",
    "decided_by": "Dr. Ito",
}
ABOUT = {
    "medicine-add": ("get", "surgery"),
    "medicine-ask": ("post", "surgery"),
    "medicine-edit": ("get", "medicine"),
    "medicine-confirm": ("get", "medicine"),
    "medicine-remove": ("get", "medicine"),
}


@pytest.fixture
def surgery(unit: Unit) -> Surgery:
    return make_list(RIDE, unit=unit, now=NOW).surgery


@pytest.fixture
def clinician(unit: Unit) -> Client:
    client = Client()
    client.force_login(make_clinician(unit))
    return client


def address(name: str, surgery: Surgery, medicine: Medicine) -> str:
    return reverse(name, args=[surgery.pk if ABOUT[name][1] == "surgery" else medicine.pk])


def add(client: Client, surgery: Surgery, **changes: str) -> Any:
    return client.post(reverse("medicine-add", args=[surgery.pk]), WELL | changes, follow=True)


def test_rule_1_only_a_clinician_opens_the_page_to_confirm(nurse: Client, clinician: Client, surgery: Surgery) -> None:
    medicine = entered(surgery, now=NOW)
    where = reverse("medicine-confirm", args=[medicine.pk])

    assert nurse.get(where).status_code == 403
    assert nurse.post(where, {"version": medicine.version}).status_code == 403
    assert clinician.get(where).status_code == 200
    medicine.refresh_from_db()
    assert medicine.status == "drafted"


def test_a_nurse_enters_a_medicine_and_asks_a_clinician_who_confirms_it(
    nurse: Client, clinician: Client, surgery: Surgery
) -> None:
    page = add(nurse, surgery).content.decode()
    nurse.post(reverse("medicine-ask", args=[surgery.pk]))
    asked = WorkItem.objects.get(kind="medicines")
    medicine = Medicine.objects.get()
    where = reverse("medicine-confirm", args=[medicine.pk])
    read = clinician.get(where).content.decode()

    done = clinician.post(where, {"version": medicine.version}, follow=True).content.decode()

    medicine.refresh_from_db()
    asked.refresh_from_db()
    assert "Waiting for a clinician" in page
    assert "Take your last dose on Saturday 5 December. Then stop." in read
    assert "PAUSE study" in read
    assert (medicine.status, str(medicine.confirmed_by)) == ("confirmed", "Carl Ito")
    assert "Confirmed by Carl Ito" in done
    assert asked.closed_at is not None


def test_rule_1_the_form_holds_no_value_that_nobody_entered(nurse: Client, surgery: Surgery) -> None:
    page = nurse.get(reverse("medicine-add", args=[surgery.pk]))

    form = page.context["form"]
    assert {name: form[name].value() for name in form.fields if form[name].value()} == {}


def test_rule_6_after_a_move_the_form_asks_for_the_dates_anew(nurse: Client, surgery: Surgery) -> None:
    medicine = entered(surgery, now=NOW)
    medicine.status = "void"
    medicine.save()

    form = nurse.get(reverse("medicine-edit", args=[medicine.pk])).context["form"]

    assert {name for name in form.fields if form[name].value()} == {"name", "medicine_class"}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "Give the name of the medicine."),
        ({"medicine_class": ""}, "Choose the kind"),
        ({"what": ""}, "Say whether it is stopped or kept on."),
        ({"what": "keep"}, "yet a stop or a restart is given"),
        ({"last_dose_date": ""}, "Give the day of the last dose"),
        ({"last_dose_date": "2026-12-09"}, "comes after the operation begins"),
        ({"restart_date": ""}, "Say when it starts again"),
        ({"last_dose_date": "soon"}, "This is not a date"),
    ],
)
def test_what_cannot_be_meant_is_told_and_not_saved(
    nurse: Client, surgery: Surgery, changes: dict[str, str], words: str
) -> None:
    page = add(nurse, surgery, **changes).content.decode()

    assert words in page
    assert not Medicine.objects.exists()


def test_a_page_left_open_changes_nothing(nurse: Client, surgery: Surgery) -> None:
    medicine = entered(surgery, now=NOW)
    old = medicine.version
    where = reverse("medicine-edit", args=[medicine.pk])
    nurse.post(where, WELL | {"version": old})

    page = nurse.post(where, WELL | {"version": old, "name": "Something else"}).content.decode()

    medicine.refresh_from_db()
    assert "Someone changed this medicine in the meantime" in page
    assert medicine.name == "Apixaban 5 mg"


def test_taking_off_asks_first(nurse: Client, surgery: Surgery) -> None:
    medicine = entered(surgery, now=NOW)
    where = reverse("medicine-remove", args=[medicine.pk])

    nurse.get(where)
    medicine.refresh_from_db()
    kept = medicine.status
    nurse.post(where, {"version": medicine.version})

    medicine.refresh_from_db()
    assert (kept, medicine.status) == ("drafted", "removed")


def test_rule_3_the_conflict_stands_beside_both_on_the_page(nurse: Client, surgery: Surgery) -> None:
    entered(surgery, now=NOW)

    page = add(nurse, surgery, name="Warfarin 3 mg", medicine_class="warfarin").content.decode()

    assert page.count("Another plan says: Warfarin") == 2


def test_the_history_keeps_what_each_said(nurse: Client, surgery: Surgery) -> None:
    medicine = entered(surgery, now=NOW)
    nurse.post(reverse("medicine-edit", args=[medicine.pk]), WELL | {"version": medicine.version})

    page = nurse.get(reverse("surgery", args=[surgery.pk])).content.decode()

    assert " entered a medicine." in page
    assert " changed a medicine." in page


def test_what_is_usual_is_shown_to_staff_with_its_source(nurse: Client, surgery: Surgery) -> None:
    page = nurse.get(reverse("medicine-add", args=[surgery.pk])).content.decode()

    assert all(usual.source.split("’")[0][:20] in page for usual in USUAL.values())


def test_a_clinician_who_reads_the_page_sees_the_way_to_confirm_and_a_nurse_does_not(
    nurse: Client, clinician: Client, surgery: Surgery
) -> None:
    medicine = entered(surgery, now=NOW)
    link = reverse("medicine-confirm", args=[medicine.pk])
    where = reverse("surgery", args=[surgery.pk])

    assert link in clinician.get(where).content.decode()
    assert link not in nurse.get(where).content.decode()
