"""A patient's link: no secret is stored, no list opens without the date of birth."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures.patients.links import (
    LinkExpired,
    LinkLocked,
    LinkUnknown,
    WrongBirthDate,
    find,
    link_for,
    links_for,
    token_of,
    unlock,
    url_of,
)
from procedures.patients.models import Patient, PatientLink
from tests.cast import make_patient, make_unit

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
BORN, WRONG = date(1951, 4, 9), date(1951, 4, 10)


@pytest.fixture
def patient(db: None) -> Patient:
    return make_patient(make_unit())


def test_the_link_leads_back_to_its_patient(patient: Patient) -> None:
    link = link_for(patient, now=NOW)

    assert find(token_of(link), now=NOW) == link
    assert url_of(link).endswith(f"/p/{token_of(link)}/")


def test_links_of_many_patients_are_their_own_and_found_again(patient: Patient) -> None:
    other = make_patient(patient.units.get(), "Noah", "Lopez")
    first = link_for(patient, now=NOW)

    found = links_for([patient.pk, other.pk, patient.pk], now=NOW)

    assert found == {patient.pk: first, other.pk: other.links.get()}
    assert links_for([patient.pk, other.pk], now=NOW) == found
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
    others = [token[:-1], token + "x", token[:-1] + ("A" if token[-1] != "A" else "B"), "x" + token[1:], ""]

    for other in others:
        with pytest.raises(LinkUnknown):
            find(other, now=NOW)


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


def test_the_date_of_birth_unlocks_it(patient: Patient) -> None:
    unlock(link_for(patient, now=NOW), birth_date=BORN, now=NOW)


def test_a_wrong_date_says_how_many_tries_are_left(patient: Patient) -> None:
    link = link_for(patient, now=NOW)

    with pytest.raises(WrongBirthDate, match="You have 4 tries left"):
        unlock(link, birth_date=WRONG, now=NOW)
    with pytest.raises(WrongBirthDate, match="You have 3 tries left"):
        unlock(link, birth_date=None, now=NOW)


def test_after_five_wrong_dates_even_the_right_one_waits_a_quarter_of_an_hour(patient: Patient) -> None:
    link = link_for(patient, now=NOW)
    for _ in range(4):
        with pytest.raises(WrongBirthDate):
            unlock(link, birth_date=WRONG, now=NOW)
    with pytest.raises(LinkLocked, match="Try again in 15 minutes"):
        unlock(link, birth_date=WRONG, now=NOW)

    with pytest.raises(LinkLocked, match="Try again in 1 minute,"):
        unlock(link, birth_date=BORN, now=NOW + timedelta(minutes=14, seconds=30))
    unlock(link, birth_date=BORN, now=NOW + timedelta(minutes=15))


def test_who_goes_on_guessing_waits_twice_as_long_each_time_but_never_a_whole_night(patient: Patient) -> None:
    """At 5 dates every 15 minutes, whoever found a phone would be through all dates of birth in two months."""
    link, now, waits = link_for(patient, now=NOW), NOW, []
    for _ in range(30):
        for _ in range(4):
            with pytest.raises(WrongBirthDate):
                unlock(link, birth_date=WRONG, now=now)
        with pytest.raises(LinkLocked) as locked:
            unlock(link, birth_date=WRONG, now=now)
        waits.append((locked.value.until - now) // timedelta(minutes=1))
        now = locked.value.until

    assert waits[:6] == [15, 30, 60, 120, 240, 240]
    assert set(waits[6:]) == {240}
    assert "Try again in 4 hours, or call" in str(locked.value)
    unlock(link, birth_date=BORN, now=now)


def test_the_right_date_clears_the_count(patient: Patient) -> None:
    link = link_for(patient, now=NOW)
    with pytest.raises(WrongBirthDate):
        unlock(link, birth_date=WRONG, now=NOW)

    unlock(link, birth_date=BORN, now=NOW)

    assert PatientLink.objects.get().failures == 0
