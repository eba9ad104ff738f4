"""Where a list is open, for how long, and closing it: here, elsewhere, everywhere."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from procedures.hospitals.models import User
from procedures.patients.models import Device, Patient, PatientLink
from tests.cast import make_patient
from tests.web.patient_cast import NOON, At, open_list_of
from tests.web.patient_door import address, enter, is_open

pytestmark = pytest.mark.django_db


def test_an_open_list_needs_no_second_code_on_the_same_device(client: Client, maria: Patient) -> None:
    client.post(address(maria), {"by": "sms"})
    enter(client, is_own="on")

    assert client.get(address(maria)).headers["Location"] == reverse("patient-list")


def test_a_phone_of_ones_own_stays_open_for_30_days(client: Client, maria: Patient, at: At) -> None:
    client.post(address(maria), {"by": "sms"})
    enter(client, is_own="on")

    at(NOON + timedelta(days=29))
    assert is_open(client)
    at(NOON + timedelta(days=31))
    assert not is_open(client)


def test_a_computer_that_others_use_closes_after_12_hours(client: Client, maria: Patient, at: At) -> None:
    client.post(address(maria), {"by": "sms"})
    enter(client)

    at(NOON + timedelta(hours=13))
    assert not is_open(client)


def test_leaving_the_list_closes_it_for_good(client: Client, maria: Patient) -> None:
    client.post(address(maria), {"by": "sms"})
    enter(client, is_own="on")
    stolen = client.cookies["session"].value

    client.post(reverse("patient-close"))

    thief = Client()
    thief.cookies["session"] = stolen
    assert not is_open(thief)
    assert Device.objects.get().revoked_at == NOON


def test_taking_a_link_back_closes_the_list_that_it_opened(client: Client, maria: Patient) -> None:
    client.post(address(maria), {"by": "sms"})
    enter(client)
    PatientLink.objects.update(revoked_at=NOON)

    assert not is_open(client)


def test_opening_a_list_signs_staff_out_so_that_their_sign_in_lasts_no_longer_than_a_shift(
    client: Client, maria: Patient
) -> None:
    client.force_login(User.objects.get())
    old_key = client.session.session_key

    client.post(address(maria), {"by": "sms"})
    enter(client)

    assert "_auth_user_id" not in client.session
    assert client.session.session_key != old_key
    assert is_open(client)


def test_asking_for_a_code_leaves_staff_signed_in(client: Client, maria: Patient) -> None:
    client.force_login(User.objects.get())

    client.post(address(maria), {"by": "sms"})

    assert "_auth_user_id" in client.session


def test_one_closes_the_list_on_another_device_and_stays_where_one_is(client: Client, maria: Patient) -> None:
    lost = Client()
    old = open_list_of(lost, maria)
    open_list_of(client, maria)

    page = client.get(reverse("patient-devices")).content.decode()
    client.post(reverse("patient-devices-close"), {"device": old.pk})

    assert "Close it there" in page
    assert not is_open(lost)
    assert is_open(client)


def test_nobody_closes_another_patients_list(client: Client, maria: Patient) -> None:
    other = Client()
    theirs = open_list_of(other, make_patient(maria.units.get(), "Noah", phone="+12125550177"))
    open_list_of(client, maria)

    client.post(reverse("patient-devices-close"), {"device": theirs.pk})

    assert is_open(other)
