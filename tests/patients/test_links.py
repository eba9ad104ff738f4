"""A patient's link: only a hash of its secret is stored, it has an end, and it can be taken back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from procedures.patients.caregiving import CaregiverDetails, write_caregiver
from procedures.patients.links import (
    LinkExpired,
    LinkUnknown,
    find,
    link_for,
    links_for,
    revoke_links,
    token_of,
    url_of,
)
from procedures.patients.models import Caregiver, Patient, PatientLink
from tests.cast import make_patient, make_unit

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)


@pytest.fixture
def patient(db: None) -> Patient:
    return make_patient(make_unit())


def make_daughter(patient: Patient, **fields: object) -> Caregiver:
    values = {"name": "Ana", "phone": "+12125550144", "wording_version": "test", "named_at": NOW, "may_see_list": True}
    return Caregiver.objects.create(patient=patient, **(values | fields))


def test_the_link_leads_back_to_its_patient(patient: Patient) -> None:
    link = link_for(patient, now=NOW)

    assert find(token_of(link), now=NOW) == link
    assert url_of(link).endswith(f"/p/{token_of(link)}/")


def test_links_of_many_patients_are_their_own_and_found_again(patient: Patient) -> None:
    other = make_patient(patient.units.get(), "Noah", "Lopez")
    first = link_for(patient, now=NOW)

    found = links_for([(patient.pk, None), (other.pk, None), (patient.pk, None)], now=NOW)

    assert found == {(patient.pk, None): first, (other.pk, None): other.links.get()}
    assert links_for([(patient.pk, None), (other.pk, None)], now=NOW) == found
    assert links_for([], now=NOW) == {}


def test_messages_carry_the_same_link_until_it_grows_old(patient: Patient) -> None:
    first = link_for(patient, now=NOW)

    assert link_for(patient, now=NOW + timedelta(days=90)) == first
    renewed = link_for(patient, now=NOW + timedelta(days=91))
    assert renewed != first
    assert find(token_of(first), now=NOW + timedelta(days=119)) == first


def test_the_secret_is_not_in_the_database(patient: Patient) -> None:
    link = link_for(patient, now=NOW)

    stored = " ".join(str(value) for value in PatientLink.objects.values().get().values())

    assert token_of(link).removeprefix(link.public_id) not in stored


def test_a_link_that_was_tampered_with_is_unknown(patient: Patient) -> None:
    token = token_of(link_for(patient, now=NOW))
    others = [
        token[:-1],
        token + "x",
        token[:-1] + ("A" if token[-1] != "A" else "B"),
        ("y" if token[0] == "x" else "x") + token[1:],
        "",
    ]

    for other in others:
        with pytest.raises(LinkUnknown):
            find(other, now=NOW)


@pytest.mark.django_db
@given(st.text(max_size=40))
def test_whatever_stands_in_the_address_no_link_is_found(token: str) -> None:
    with pytest.raises(LinkUnknown):
        find(token, now=NOW)


def test_an_old_or_revoked_link_names_the_number_to_call(patient: Patient) -> None:
    link = link_for(patient, now=NOW)

    with pytest.raises(LinkExpired, match=r"\+1 212-555-0101"):
        find(token_of(link), now=NOW + timedelta(days=120))
    PatientLink.objects.update(revoked_at=NOW)
    with pytest.raises(LinkExpired):
        find(token_of(link), now=NOW)


def test_a_link_made_before_the_servers_key_changed_still_works_and_messages_carry_a_new_one(
    patient: Patient, settings: Settings
) -> None:
    old = link_for(patient, now=NOW)
    token = token_of(old)

    settings.SECRET_KEY = "another key, as long as it has to be, 0123456789 0123456789"

    assert find(token, now=NOW) == old
    assert link_for(patient, now=NOW) != old


def test_a_caregiver_has_a_link_of_their_own(patient: Patient) -> None:
    ana = make_daughter(patient)

    hers, his = link_for(patient, caregiver=ana, now=NOW), link_for(patient, now=NOW)

    assert hers != his
    assert find(token_of(hers), now=NOW).caregiver == ana
    assert find(token_of(his), now=NOW).caregiver is None


@pytest.mark.parametrize("change", [{"withdrawn_at": NOW}, {"may_see_list": False}])
def test_a_caregivers_link_ends_with_the_patients_word(patient: Patient, change: dict[str, object]) -> None:
    link = link_for(patient, caregiver=make_daughter(patient), now=NOW)

    Caregiver.objects.update(**change)

    with pytest.raises(LinkExpired):
        find(token_of(link), now=NOW)


def test_taking_the_links_back_ends_all_of_them(patient: Patient) -> None:
    links = [link_for(patient, now=NOW), link_for(patient, caregiver=make_daughter(patient), now=NOW)]

    assert revoke_links(patient, now=NOW) == (2, 0)

    for link in links:
        with pytest.raises(LinkExpired):
            find(token_of(link), now=NOW)
    assert link_for(patient, now=NOW) not in links


def test_a_caregivers_word_taken_back_and_given_anew_opens_nothing_of_before(patient: Patient) -> None:
    details = CaregiverDetails("Ana", phone="+12125550144", channels=frozenset({"sms"}), may_see_list=True)
    ana = write_caregiver(patient, details, by=None, now=NOW)
    old = link_for(patient, caregiver=ana, now=NOW)
    own = link_for(patient, now=NOW)

    write_caregiver(patient, replace(details, may_see_list=False), caregiver=ana, by=None, now=NOW)
    write_caregiver(patient, details, caregiver=ana, by=None, now=NOW)

    with pytest.raises(LinkExpired):
        find(token_of(old), now=NOW)
    assert find(token_of(own), now=NOW) == own
