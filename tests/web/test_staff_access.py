"""Who gets in: every address of the nurse's side, asked for by everyone it is not for."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from procedures.checklists.models import Amendment, Appointment, ChecklistItem, SavedView, Surgery, WorkItem
from procedures.hospitals.models import Role, Unit
from procedures.patients.models import Caregiver
from procedures.web.nurse import (
    amending,
    as_patient,
    assigning,
    board,
    cancelling,
    caregivers,
    completing,
    deaths,
    figures,
    messages_ahead,
    notes,
    patient_owner,
    rescheduling,
    saved_views,
    several_visits,
    stays,
    steps,
    surgeries,
    versions,
    visits,
    work_list,
    work_page,
)
from procedures.web.nurse.theatre_list import pages as theatre_list
from tests.cast import (
    LONG_AGO,
    make_checklist,
    make_clinician,
    make_hospital,
    make_item,
    make_nurse,
    make_procedure,
    make_staff,
    make_surgery,
    make_template,
    make_unit,
)

pytestmark = pytest.mark.django_db

# Addresses about no row in particular, and those about one surgery, one item, one work item.
LISTS = ["theatre-list", "theatre-list-csv", "theatre-list-xlsx"]
FIGURES = ["figures", "figures-csv", "figures-json"]
COMMON = ["board", "board-filter", "board-views", "work-list", "assign", *LISTS, *FIGURES]
ABOUT_A_ROW = {
    "board-view-drop": ("post", "view"),
    "take-patient": ("post", "surgery"),
    "give-patient": ("get", "surgery"),
    "surgery": ("get", "surgery"),
    "surgery-link": ("post", "surgery"),
    "surgery-messages": ("get", "surgery"),
    "surgery-reschedule": ("get", "surgery"),
    "surgery-cancel": ("get", "surgery"),
    "surgery-complete": ("get", "surgery"),
    "surgery-reopen": ("post", "surgery"),
    "surgery-death": ("get", "surgery"),
    "surgery-stay": ("get", "surgery"),
    "surgery-item": ("get", "item"),
    "surgery-item-tick": ("post", "item"),
    "surgery-item-missed": ("post", "item"),
    "surgery-as-patient": ("get", "surgery"),
    "surgery-note": ("get", "surgery"),
    "step-add": ("get", "surgery"),
    "step-change": ("get", "item"),
    "step-remove": ("get", "item"),
    "amendment-take-back": ("post", "amendment"),
    "surgery-item-untick": ("post", "item"),
    "visit-book": ("get", "surgery"),
    "visits-book": ("get", "surgery"),
    "visit-move": ("get", "visit"),
    "visit-keep": ("post", "visit"),
    "visit-cancel": ("get", "visit"),
    "caregiver-add": ("get", "surgery"),
    "caregiver-change": ("get", "caregiver"),
    "caregiver-withdraw": ("post", "caregiver"),
    "version-patients": ("get", "version"),
    "version-move-all": ("post", "version"),
    "checklist-version": ("get", "version", "list"),
    "work-item-close": ("get", "concern"),
    "work-item-take": ("post", "concern"),
    "work-item-hand-over": ("get", "concern"),
}
# Pages that whoever cares for the patient may look at.
LOOKED_AT = {"surgery", "surgery-item", "surgery-as-patient", "surgery-messages", "version-patients"}
# What only a clinician opens, walked apart in test_amending.
CLINICIANS = {"amendment-confirm"}
# What every reader of the board may do for themselves: search, and drop a view of one's own, never a colleague's.
OWN = {"board-search": 302, "work-search": 302, "board-view-drop": 404}
HOW = {"board-search": ("post",), "work-search": ("post",)} | ABOUT_A_ROW
EVERY = [*COMMON, *HOW]


def make_rows(unit: Unit) -> dict[str, int]:
    surgery = make_surgery(unit)
    checklist = make_checklist(surgery)
    item = make_item(checklist)
    newer = make_template(surgery.procedure, version=2)
    concern = WorkItem.objects.create(surgery=surgery, kind="question", summary="A question", raised_at=LONG_AGO)
    visit = Appointment.objects.create(
        surgery=surgery,
        kind="imaging",
        visit_date=date(2026, 12, 1),
        visit_time=time(9),
        starts_at=datetime(2026, 12, 1, 14, 0, tzinfo=UTC),
        place="X-ray",
    )
    caregiver = Caregiver.objects.create(patient=surgery.patient, name="Ana", wording_version="test", named_at=LONG_AGO)
    return {
        "surgery": surgery.pk,
        "item": item.pk,
        "concern": concern.pk,
        "visit": visit.pk,
        "caregiver": caregiver.pk,
        "version": newer.pk,
        "list": checklist.pk,
        "amendment": make_amendment(item).pk,
        "view": SavedView.objects.create(user=make_staff(unit, username="vera"), name="Mine", unit=unit).pk,
    }


def make_amendment(item: ChecklistItem) -> Amendment:
    words = {"title": "Lopez: stop eating", "category": "fasting", "phase": "preparation", "reason": "-"}
    return Amendment.objects.create(
        checklist=item.checklist, item=item, act="change", status="waiting", at=LONG_AGO, **words
    )


def address(name: str, rows: dict[str, int]) -> str:
    return reverse(name, args=[rows[row] for row in HOW.get(name, ())[1:]])


def ask(client: Client, name: str, rows: dict[str, int], **extra: Any) -> Any:
    method = HOW.get(name, ("get",))[0]
    return getattr(client, method)(address(name, rows), **extra)


@pytest.mark.parametrize("name", EVERY)
def test_whoever_is_not_signed_in_gets_the_sign_in_page(client: Client, name: str) -> None:
    answer = ask(client, name, make_rows(make_unit()))

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("sign-in"))


@pytest.mark.parametrize("name", EVERY)
def test_a_patient_with_an_open_list_gets_nothing_of_the_staffs(client: Client, name: str) -> None:
    rows = make_rows(make_unit())
    session = client.session
    session["patient_device"] = 1
    session.save()

    answer = ask(client, name, rows)

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("sign-in"))


@pytest.mark.parametrize("name", ABOUT_A_ROW)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_nurse_of_another_unit_finds_nothing(client: Client, name: str, method: str) -> None:
    rows = make_rows(make_unit())
    client.force_login(make_nurse(make_unit(make_hospital("Hillside Clinic")), username="otto"))

    answer = getattr(client, method)(address(name, rows))

    assert answer.status_code in ((404,) if method == ABOUT_A_ROW[name][0] else (404, 405))


@pytest.mark.parametrize("name", COMMON)
def test_a_nurse_of_another_unit_sees_no_patient_of_this_one(client: Client, name: str) -> None:
    rows = make_rows(make_unit())
    client.force_login(make_nurse(make_unit(make_hospital("Hillside Clinic")), username="otto"))

    answer = ask(client, name, rows)

    assert answer.status_code == 200
    assert b"Lopez" not in answer.content
    assert b"A question" not in answer.content


def test_a_nurse_elsewhere_who_only_looks_in_this_unit_cannot_act_in_it(client: Client) -> None:
    unit = make_unit()
    rows = make_rows(unit)
    nurse = make_nurse(make_unit(unit.hospital, "Day surgery"), username="otto")
    nurse.memberships.create(unit=unit, role=Role.CLINICIAN)
    client.force_login(nurse)

    looks = ask(client, "surgery", rows)
    acts = [ask(client, name, rows).status_code for name in ABOUT_A_ROW if name not in LOOKED_AT]

    assert looks.status_code == 200
    assert "Reschedule" not in looks.content.decode()
    assert set(acts) == {404}


def test_a_nurse_elsewhere_who_only_writes_templates_in_this_unit_sees_no_patient_of_it(client: Client) -> None:
    unit = make_unit()
    rows = make_rows(unit)
    elsewhere = make_unit(unit.hospital, "Day surgery")
    make_template(make_procedure(elsewhere))
    nurse = make_nurse(elsewhere, username="otto")
    nurse.memberships.create(unit=unit, role=Role.AUTHOR)
    client.force_login(nurse)

    pages = [ask(client, name, rows).content.decode() for name in ("board", "work-list")]
    patient = Surgery.objects.get().patient_id
    prefilled = client.get(reverse("assign"), {"patient": patient})

    assert all("Lopez" not in page and "A question" not in page for page in pages)
    assert "thing for you to do" not in pages[0]
    assert prefilled.status_code == 404


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_whoever_cares_for_no_patients_is_told_so(client: Client, role: str) -> None:
    unit = make_unit()
    rows = make_rows(unit)
    client.force_login(make_staff(unit, role, username="amal"))

    answers = {name: ask(client, name, rows) for name in EVERY}

    assert {name for name, answer in answers.items() if answer.status_code != 403} == set()
    told = [answer.content.decode() for answer in answers.values()]
    assert all("This page is for people who work as: nurse" in words for words in told)


def test_a_nurse_whose_time_in_the_unit_has_ended_gets_nothing(client: Client) -> None:
    unit = make_unit()
    rows = make_rows(unit)
    nurse = make_nurse(unit)
    nurse.memberships.update(ends_at=LONG_AGO)
    client.force_login(nurse)

    assert {ask(client, name, rows).status_code for name in EVERY} == {403}


def test_a_clinician_looks_and_does_not_assign(client: Client) -> None:
    unit = make_unit()
    rows = make_rows(unit)
    client.force_login(make_clinician(unit))

    codes = {name: ask(client, name, rows).status_code for name in EVERY}

    assert {name for name, code in codes.items() if code == 200} == {*COMMON, *LOOKED_AT} - {"assign", *LISTS}
    assert {name: code for name, code in codes.items() if code not in (200, 403)} == OWN


def test_someone_who_left_gets_in_nowhere(client: Client) -> None:
    unit = make_unit()
    nurse = make_nurse(unit)
    client.force_login(nurse)
    nurse.is_active = False
    nurse.save()

    assert client.get(reverse("board")).url.startswith(reverse("sign-in"))


def test_a_board_that_asks_for_news_after_signing_out_leads_its_window_to_the_sign_in(client: Client) -> None:
    answer = client.get(reverse("board"), headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/board/"})

    assert answer.status_code == 200
    assert answer.headers["HX-Redirect"] == f"{reverse('sign-in')}?next=/board/"


def test_nothing_of_the_staffs_is_kept_in_a_cache(client: Client) -> None:
    client.force_login(make_nurse(make_unit()))

    assert "no-store" in client.get(reverse("board")).headers["Cache-Control"]


def test_this_walk_leaves_out_no_address() -> None:
    rooms = (
        figures,
        theatre_list,
        amending,
        as_patient,
        notes,
        steps,
        assigning,
        board,
        cancelling,
        completing,
        deaths,
        messages_ahead,
        patient_owner,
        rescheduling,
        saved_views,
        several_visits,
        stays,
        surgeries,
        versions,
        visits,
        work_list,
        work_page,
        caregivers,
    )

    assert {pattern.name for room in rooms for pattern in room.urlpatterns} == {*EVERY, *CLINICIANS}
