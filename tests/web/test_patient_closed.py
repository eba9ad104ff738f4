"""Why a list is not open here: each case in its own true words, with the number to call."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from procedures.checklists.cancelling import cancel
from procedures.checklists.completing import complete
from procedures.checklists.deaths import record_death
from procedures.checklists.models import Reminder, Surgery
from procedures.messaging.records.erasing import erase
from procedures.patients.links import link_for, revoke_links, token_of
from procedures.patients.models import Caregiver, Device, Patient
from procedures.patients.signing_in import close_devices
from tests.web.patient_cast import NOON, At, make_list, open_list_of

pytestmark = pytest.mark.django_db
UNIT = "(212) 555-0101"


@pytest.fixture
def surgery(client: Client, at: At) -> Surgery:
    at(NOON)
    surgery = make_list(now=NOON - timedelta(days=3))
    open_list_of(client, surgery.patient)
    return surgery


def words_at(client: Client, address: str, status: int = 403) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return " ".join(strip_tags(answer.content.decode()).split())


def list_of(client: Client, status: int = 403) -> str:
    return words_at(client, reverse("patient-list"), status)


def make_ana(patient: Patient) -> Caregiver:
    return Caregiver.objects.create(
        patient=patient, name="Ana", phone="+12125550144", may_see_list=True, wording_version="test", named_at=NOON
    )


def test_where_it_was_never_open_the_page_does_not_say_that_it_closed(surgery: Surgery) -> None:
    page = list_of(Client())

    assert "Your list is not open here" in page
    assert "press the link in it" in page


def test_whoever_closes_it_reads_that_it_was_they(client: Client, surgery: Surgery) -> None:
    page = " ".join(strip_tags(client.post(reverse("patient-close"), follow=True).content.decode()).split())

    assert "You closed it on this phone or computer." in page


def test_closed_from_another_phone_it_says_so(client: Client, surgery: Surgery) -> None:
    device = Device.objects.get()
    close_devices(device.link, device=device.pk, now=NOON)

    page = list_of(client)

    assert "It was closed here from another phone or computer." in page
    assert UNIT in page


def test_when_its_time_is_over_it_says_so(client: Client, surgery: Surgery) -> None:
    Device.objects.update(expires_at=NOON - timedelta(minutes=1))

    assert "Its time on this phone or computer was over." in list_of(client)


def test_after_the_links_were_taken_back_the_old_message_is_not_recommended(client: Client, surgery: Surgery) -> None:
    token = token_of(link_for(surgery.patient, now=NOON))
    revoke_links(surgery.patient, now=NOON)

    page, door = list_of(client), words_at(client, reverse("patient-link", args=[token]), 410)

    assert "Your hospital closed it everywhere, and took the old links back." in page
    assert "press the link in it" not in page
    assert UNIT in page
    assert "This link was taken back" in door
    assert UNIT in door


def test_a_caregiver_with_whom_it_is_no_longer_shared_is_not_offered_a_new_link(surgery: Surgery) -> None:
    ana, hers = make_ana(surgery.patient), Client()
    device = open_list_of(hers, surgery.patient, caregiver=ana)
    Caregiver.objects.update(withdrawn_at=NOON)

    page, door = list_of(hers), words_at(hers, reverse("patient-link", args=[token_of(device.link)]), 410)

    assert "It is no longer shared with you." in page
    assert "This list is not shared with you" in door
    for words in (page, door):
        assert "new link" not in words
        assert UNIT in words


def test_after_everything_was_erased_it_says_that_nothing_is_kept(client: Client, surgery: Surgery) -> None:
    cancel(surgery, by=None, reason="Flu", now=NOON)
    Reminder.objects.filter(status__in=Reminder.OPEN).update(status="sent", ended_at=NOON)
    erase(surgery.patient, by=None, because="request", now=NOON)

    page = list_of(client)

    assert "The hospital no longer keeps anything about it." in page
    assert "(212) 555-0100" in page  # the hospital's: of the unit nothing is known any more
    assert "new link" not in page


def test_a_cancelled_list_stays_open_and_says_what_to_do(client: Client, surgery: Surgery) -> None:
    cancel(surgery, by=None, reason="Flu", now=NOON)

    page = list_of(client, 200)

    assert "This operation is cancelled" in page
    assert UNIT in page


def test_a_completed_list_stays_to_be_read_and_says_that_no_reminder_comes(client: Client, surgery: Surgery) -> None:
    complete(surgery, by=None, now=NOON + timedelta(days=2))

    page = list_of(client, 200)

    assert "This list is closed. You get no more reminders from it." in page
    assert UNIT in page


def test_after_a_death_there_is_a_number_and_nothing_else(client: Client, surgery: Surgery) -> None:
    record_death(surgery.patient, by=None, now=NOON)

    page = list_of(client, 200)

    assert UNIT in page
    assert "Maria" not in page
