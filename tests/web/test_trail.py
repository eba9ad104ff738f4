"""The trail of the pages: whoever reads or does something about a patient leaves an entry."""

from datetime import UTC, date, datetime, time

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from procedures.audit.acts import Act
from procedures.audit.models import AuditEntry
from procedures.audit.verifying import verify
from procedures.checklists.models import Appointment, WorkItem
from procedures.hospitals.models import Role, Unit
from procedures.patients.models import Caregiver, Patient
from procedures.web import urls
from procedures.web.trail_acts import ACTS, SEVERAL
from procedures.web.trail_subjects import SUBJECTS
from tests.cast import (
    LONG_AGO,
    make_checklist,
    make_hospital,
    make_item,
    make_nurse,
    make_staff,
    make_surgery,
    make_template,
    make_unit,
)

pytestmark = pytest.mark.django_db
# Pages of the nurse's that show no patient.
ABOUT_NOBODY = {
    "assign",  # before a patient is chosen
    "theatre-list",  # writes its own entries: that a list was looked at, and each patient who was assigned
    "theatre-list-csv",  # empty files to fill in
    "theatre-list-xlsx",
    "assign-find",  # leads to the page that shows whom it found, which is in the trail
    "board-filter",
    "board-search",
    "board-views",
    "board-view-drop",
    "work-search",
    "figures",
    "figures-csv",
    "figures-json",
    "emergency-open",  # what is opened is in the trail by its own act
}


# By the beginning of the address: which row its number names.
OF = {
    "surgeries": "surgery",
    "surgery-items": "item",
    "visits": "visit",
    "work-items": "concern",
    "caregivers": "caregiver",
}


def first_word(pattern: URLPattern) -> str:
    return str(pattern.pattern).partition("/")[0]


NURSES = [one for one in urls.urlpatterns if one.callback.__module__.startswith("procedures.web.nurse")]
ABOUT_A_ROW = {str(one.name): OF[first_word(one)] for one in NURSES if first_word(one) in OF}


def make_rows(unit: Unit) -> dict[str, int]:
    surgery = make_surgery(unit)
    checklist = make_checklist(surgery)
    make_template(surgery.procedure, version=2)
    visit = Appointment.objects.create(
        surgery=surgery,
        kind="imaging",
        visit_date=date(2026, 12, 1),
        visit_time=time(9),
        starts_at=datetime(2026, 12, 1, 14, 0, tzinfo=UTC),
        place="X-ray",
    )
    ana = Caregiver.objects.create(patient=surgery.patient, name="Ana", wording_version="test", named_at=LONG_AGO)
    concern = WorkItem.objects.create(surgery=surgery, kind="question", summary="A question", raised_at=LONG_AGO)
    return {
        "surgery": surgery.pk,
        "item": make_item(checklist).pk,
        "concern": concern.pk,
        "visit": visit.pk,
        "caregiver": ana.pk,
    }


def address(name: str, rows: dict[str, int]) -> str:
    return reverse(name, args=[rows[ABOUT_A_ROW[name]]])


@pytest.mark.parametrize("name", ABOUT_A_ROW)
def test_every_page_about_a_patient_that_is_shown_is_in_the_trail(client: Client, name: str) -> None:
    unit = make_unit()
    rows = make_rows(unit)
    nora = make_nurse(unit)
    client.force_login(nora)

    answer = client.get(address(name, rows))

    entries = list(AuditEntry.objects.all())
    if answer.status_code != 200:
        assert answer.status_code in (302, 405)
        assert not entries
    else:
        (entry,) = entries
        assert (entry.act, entry.by_id, entry.facts["page"]) == (Act.PAGE_READ, nora.pk, name)
        assert (entry.patient_id, entry.unit_id) == (Patient.objects.get().pk, unit.pk)


def test_no_page_about_a_patient_is_unknown_to_the_trail() -> None:
    unknown = {
        str(one.name)
        for one in NURSES
        if not (
            (str(one.pattern).partition("/")[0] in SUBJECTS and "<int:pk>" in str(one.pattern))
            or one.name in SEVERAL | ACTS.keys() | ABOUT_NOBODY
        )
    }

    assert unknown == set()


def test_whoever_is_refused_leaves_no_reading(client: Client) -> None:
    rows = make_rows(make_unit())
    client.force_login(make_nurse(make_unit(make_hospital("Hillside Clinic")), username="otto"))

    assert client.get(address("surgery", rows)).status_code == 404
    assert not AuditEntry.objects.exists()


def test_an_act_is_in_the_trail_with_who_did_it(client: Client) -> None:
    unit = make_unit()
    rows = make_rows(unit)
    nora = make_nurse(unit)
    client.force_login(nora)

    client.post(address("surgery-item-tick", rows))
    client.post(address("surgery-cancel", rows), {"reason": "No bed"})

    newest, first = AuditEntry.objects.all()
    assert (first.act, first.by_id, first.facts) == (
        Act.TICKED,
        nora.pk,
        {"page": "surgery-item-tick", "row": rows["item"]},
    )
    assert (newest.act, newest.patient_id) == (Act.CANCELLED, Patient.objects.get().pk)
    assert "No bed" not in str(newest.facts)
    assert verify()[0] == 2


def test_an_act_that_was_refused_is_told_apart(client: Client) -> None:
    unit = make_unit()
    rows = make_rows(unit)
    client.force_login(make_nurse(unit))
    client.post(address("surgery-cancel", rows), {"reason": "No bed"})

    client.post(address("surgery-item-tick", rows))

    assert AuditEntry.objects.first().facts["outcome"] == "refused"


def test_a_form_that_came_back_is_a_page_that_was_read(client: Client) -> None:
    unit = make_unit()
    rows = make_rows(unit)
    client.force_login(make_nurse(unit))

    assert client.post(address("surgery-cancel", rows), {}).status_code == 200
    assert AuditEntry.objects.get().act == Act.PAGE_READ


def test_the_board_is_in_the_trail_once_and_not_each_time_it_looks_for_news(client: Client) -> None:
    unit = make_unit()
    make_rows(unit)
    client.force_login(make_nurse(unit))

    client.get(reverse("board"))
    client.get(reverse("board"), {"seen": "0" * 16}, headers={"HX-Request": "true"})

    assert [entry.act for entry in AuditEntry.objects.all()] == [Act.LIST_READ]


def test_evidence_that_an_administrator_reads_is_in_the_trail(client: Client) -> None:
    unit = make_unit()
    rows = make_rows(unit)
    admin = make_staff(unit, Role.ADMINISTRATOR, username="ada")
    admin.is_staff = admin.is_superuser = True
    admin.save()
    client.force_login(admin)

    client.get(reverse("admin:procedures_surgery_changelist"))
    client.get(reverse("admin:procedures_surgery_change", args=[rows["surgery"]]))

    newest, first = AuditEntry.objects.all()
    assert (first.act, first.patient_id) == (Act.LIST_READ, None)
    assert (newest.act, newest.patient_id) == (Act.PAGE_READ, Patient.objects.get().pk)
