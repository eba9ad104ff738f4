"""The date of birth, where the hospital asks for it too: wrong ones are counted, and cost time, but never a night."""

from datetime import UTC, date, datetime, timedelta

import pytest

from procedures.patients.birth_dates import LinkLocked, WrongBirthDate, unlock
from procedures.patients.links import link_for
from procedures.patients.models import Patient, PatientLink
from tests.cast import make_patient, make_unit

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
BORN, WRONG = date(1951, 4, 9), date(1951, 4, 10)


@pytest.fixture
def patient(db: None) -> Patient:
    return make_patient(make_unit())


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
