"""A patient is found by name, record number, telephone or birth date, and by nothing less exact."""

from datetime import date

import pytest

from procedures.hospitals.models import Unit
from procedures.patients.finding import dates_of, matching
from procedures.patients.models import Patient
from tests.cast import make_patient, make_unit


@pytest.fixture
def unit(db: None) -> Unit:
    return make_unit()


def found(words: str) -> list[str]:
    return sorted(str(one) for one in Patient.objects.filter(matching(words, country="US")))


@pytest.mark.parametrize(
    "words",
    ["maria", "LOP mar", "MRN-007", "mrn-007", "(212) 555-0123", "+12125550123", "1951-04-09", "4/9/1951", "9.4.1951"],
)
def test_each_of_these_finds_the_patient(unit: Unit, words: str) -> None:
    make_patient(unit, record_number="MRN-007")
    make_patient(unit, "Ben", "Wu", phone="+12125550199", birth_date=date(1960, 1, 2), record_number="MRN-008")

    assert found(words) == ["Maria Lopez"]


@pytest.mark.parametrize("words", ["MRN-00", "1951-04", "2125550", "31/31/1951", "maria wu"])
def test_a_part_of_a_number_or_date_finds_nobody(unit: Unit, words: str) -> None:
    make_patient(unit, record_number="MRN-007")

    assert found(words) == []


def test_no_words_leave_everyone(unit: Unit) -> None:
    make_patient(unit)

    assert found("  ") == ["Maria Lopez"]


def test_a_date_is_read_as_people_write_it() -> None:
    assert dates_of("9 April 1951") == dates_of("April 9, 1951") == dates_of("1951-4-9") == [date(1951, 4, 9)]
    assert dates_of("4/9/1951") == [date(1951, 4, 9), date(1951, 9, 4)]
    assert dates_of("0/13/1951") == []
    assert dates_of("9 Smarch 1951") == []
