"""Whose list it is: no other patient's, each of one's own, and no words of the patient's for a caregiver."""

import pytest
from django.test import Client
from django.urls import reverse

from procedures.checklists.models import ChecklistItem
from procedures.checklists.ticking import report_missed
from procedures.patients.caregiving import CaregiverDetails, write_caregiver
from procedures.patients.models import Caregiver, Channel, Patient
from tests.cast import make_patient, make_unit
from tests.web.patient_cast import NOON, At, item, make_list, open_list_of, section, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon(at: At) -> None:
    at(NOON)


def test_another_patient_is_never_shown(client: Client) -> None:
    unit = make_unit()
    mine = make_list(unit)
    other = make_patient(unit, "Ben", "Okafor", phone="+12125550177", email="ben@example.org")
    theirs = make_list(make_unit(unit.hospital, "Surgery 3"), {"title": "Shave your head"}, patient=other)
    open_list_of(client, mine.patient)

    page = client.get(f"{reverse('patient-list')}?surgery={theirs.pk}").content.decode()

    assert "Shave your head" not in page
    assert "Okafor" not in page
    assert "Ben" not in page


def test_a_second_operation_is_one_tap_away(client: Client) -> None:
    unit = make_unit()
    first = make_list(unit)
    second = make_list(make_unit(unit.hospital, "Eyes"), {"title": "Bring your glasses"}, patient=first.patient)
    open_list_of(client, first.patient)

    page = client.get(reverse("patient-list")).content.decode()
    other = second if f"?surgery={second.pk}" in section(page, "Your other lists", "</ul>") else first

    assert client.get(f"{reverse('patient-list')}?surgery={other.pk}").status_code == 200


def test_leaving_closes_the_list_on_this_phone(client: Client) -> None:
    open_list_of(client, make_list().patient)

    client.post(reverse("patient-close"))

    assert client.get(reverse("patient-list")).status_code == 403


def test_the_page_says_by_which_name_and_number_the_hospital_knows_the_patient(client: Client) -> None:
    patient = make_list().patient
    patient.record_number = "MR-00012"
    patient.save()
    open_list_of(client, patient)

    assert "When you call, say: Maria Lopez, record number MR-00012" in words_of(client)


def test_what_the_patient_wrote_of_a_missed_step_is_for_the_nurse_and_not_for_a_caregiver(client: Client) -> None:
    surgery = make_list()
    step = item(surgery, "Have your blood test")
    report_missed(step, by=None, note="Not done. I was too afraid.", now=NOON)

    open_list_of(client, surgery.patient)
    assert "I did not do it: “I was too afraid.”" in words_of(client)

    open_list_of(client, surgery.patient, caregiver=make_reading_caregiver(surgery.patient))
    page = client.get(reverse("patient-list")).content.decode()
    assert "afraid" not in page
    assert "I did not do it" in section(page, f'id="{step_anchor(step)}"', "</li>")


def test_a_caregiver_reads_their_own_words_and_the_patient_too_but_no_other_caregiver(client: Client) -> None:
    surgery = make_list()
    ana, ben = (make_reading_caregiver(surgery.patient, name) for name in ("Ana", "Ben"))
    report_missed(
        item(surgery, "Have your blood test"), by=None, caregiver=ana, note="Done late. The bus was late.", now=NOON
    )

    for reader, may_read in ((ana, True), (None, True), (ben, False)):
        open_list_of(client, surgery.patient, caregiver=reader)
        assert ("The bus was late." in words_of(client)) == may_read


def test_a_caregiver_is_told_that_the_patient_can_read_what_they_write(client: Client) -> None:
    surgery = make_list()

    open_list_of(client, surgery.patient)
    assert "Only your nurses read it." in words_of(client)

    open_list_of(client, surgery.patient, caregiver=make_reading_caregiver(surgery.patient))
    assert "The nurse reads it, and Maria can too." in words_of(client)


def test_a_caregiver_is_asked_whether_the_patient_will_come(client: Client) -> None:
    surgery = make_list()
    open_list_of(client, surgery.patient, caregiver=make_reading_caregiver(surgery.patient))

    assert "Will Maria come on this day? Maria will come" in words_of(client)


def make_reading_caregiver(patient: Patient, name: str = "Ana") -> Caregiver:
    details = CaregiverDetails(
        name, "daughter", phone="+12125550189", may_see_list=True, channels=frozenset({Channel.SMS})
    )
    return write_caregiver(patient, details, by=None, now=NOON)


def step_anchor(step: ChecklistItem) -> str:
    return f"item-{step.pk}"
