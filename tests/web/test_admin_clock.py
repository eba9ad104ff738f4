"""An administrator changes the hospital's clock or hours: what is planned follows at once."""

from datetime import time

import pytest
from django.forms.models import model_to_dict
from django.test import Client, TestCase
from django.urls import reverse

from procedures.checklists.models import Reminder, Surgery
from procedures.checklists.reckoning import reckon_all
from procedures.hospitals.models import Hospital, User
from tests.checklists.scenes import FOOD, at, item_of, make_list
from tests.web.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at")]
NO_ROWS = {
    f"{prefix}-{count}_FORMS": "0"
    for prefix in ("units", "check_in_limits", "closed_days", "unit_set", "checkinlimits", "closedday_set")
    for count in ("TOTAL", "INITIAL")
}


def change(client: Client, hospital: Hospital, **values: str) -> None:
    client.force_login(User.objects.create_superuser("ada", password="a long test password"))
    address = reverse("admin:procedures_hospital_change", args=[hospital.pk])
    filled = {name: value for name, value in model_to_dict(hospital).items() if value not in (None, False)}
    filled["languages"] = '["en", "es"]'
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = client.post(address, filled | NO_ROWS | values)
    assert answer.status_code == 302, answer.content.decode()


def test_another_zone_keeps_the_hours_on_the_wall_of_what_is_planned(client: Client) -> None:
    checklist = make_list(FOOD, now=NOW)

    change(client, checklist.surgery.unit.hospital, zone_name="America/Chicago")

    surgery = Surgery.objects.get()
    assert (surgery.start_time, surgery.starts_at) == (time(8), at("2026-12-08", "09:00"))
    assert item_of(checklist).due_at == at("2026-12-08", "01:00")


def test_another_earliest_start_moves_the_hours_that_rest_on_it(client: Client) -> None:
    checklist = make_list(FOOD, now=NOW, start_time=None, arrival_time=None)

    change(client, checklist.surgery.unit.hospital, earliest_start="06:00")

    assert item_of(checklist).due_at == at("2026-12-07", "22:00")


def test_the_days_of_asking_are_planned_for_lists_that_were_given_before(client: Client) -> None:
    hospital = make_list(FOOD, now=NOW).surgery.unit.hospital
    limits = {
        "check_in_limits-TOTAL_FORMS": "1",
        "check_in_limits-0-ask_days": "1, 3",
        "check_in_limits-0-ask_at": "10:00",
    }

    change(client, hospital, **limits | {"check_in_limits-0-unit": "f"})
    reckon_all(now=NOW)

    asked = Reminder.objects.stoppable().filter(kind=Reminder.Kind.CHECK_IN).order_by("due_at")
    assert [one.due_at for one in asked] == [at("2026-12-09", "10:00"), at("2026-12-11", "10:00")]


def test_whoever_saves_sees_how_many_operations_are_still_to_be_reckoned(client: Client) -> None:
    hospital = make_list(FOOD, now=NOW).surgery.unit.hospital
    Surgery.objects.update(reckoned_with="before")
    client.force_login(User.objects.create_superuser("ada", password="a long test password"))

    listed = client.get(reverse("admin:procedures_hospital_changelist")).content.decode()
    page = client.get(reverse("admin:procedures_hospital_change", args=[hospital.pk])).content.decode()

    assert '<td class="field-to_reckon">1</td>' in listed
    assert "perations still to be reckoned" in page
