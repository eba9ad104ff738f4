"""Working days by country and subdivision."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from procedures.hospitals.calendar_rules import check_subdivision, is_working_day_of, rest_words
from procedures.hospitals.models import ClosedDay, Hospital
from tests.cast import make_hospital


@pytest.mark.parametrize(
    ("country", "subdivision", "day", "is_worked"),
    [
        ("US", "", "2026-11-26", False),  # Thanksgiving
        ("US", "NY", "2026-11-27", True),
        ("us", "ny", "2026-02-12", False),  # Lincoln's Birthday, of some states
        ("US", "", "2026-02-12", True),
        ("GB", "SCT", "2026-11-30", False),  # St Andrew's Day
        ("GB", "ENG", "2026-11-30", True),
        ("GB", "ENG", "2026-12-28", False),  # in lieu of a Saturday
        ("EG", "", "2026-11-20", False),  # a Friday
        ("EG", "", "2026-11-22", True),  # a Sunday
        ("XX", "", "2026-12-25", True),  # no such country: weekends only
        ("XX", "", "2026-12-26", False),
        ("US", "ZZ", "2026-12-25", False),
    ],
)
def test_a_working_day_is_one_where_the_hospital_is(country: str, subdivision: str, day: str, is_worked: bool) -> None:
    hospital = Hospital(name="Lakeside", country=country, subdivision=subdivision)

    assert is_working_day_of(hospital)(date.fromisoformat(day)) is is_worked


def test_a_region_without_a_calendar_is_refused_and_told_what_to_write() -> None:
    with pytest.raises(ValidationError, match="Write one of ENG"):
        check_subdivision("GB", "NY")

    check_subdivision("GB", "eng")
    check_subdivision("GB", "")


@pytest.mark.django_db
def test_a_hospitals_own_closed_day_is_no_working_day_there_and_only_there() -> None:
    hospital, other = make_hospital(), make_hospital("Another hospital")
    ClosedDay.objects.create(hospital=hospital, day=date(2026, 12, 2), name="Staff training")

    assert not is_working_day_of(hospital)(date(2026, 12, 2))
    assert is_working_day_of(hospital)(date(2026, 12, 3))
    assert is_working_day_of(other)(date(2026, 12, 2))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-12-02", "the hospital is closed: Staff training"),
        ("2026-11-26", "it is a public holiday: Thanksgiving Day"),
        ("2026-12-05", "it is the weekend"),
        ("2026-12-03", ""),
    ],
)
def test_a_day_of_rest_says_why(day: str, words: str) -> None:
    hospital = make_hospital()
    ClosedDay.objects.create(hospital=hospital, day=date(2026, 12, 2), name="Staff training")

    assert rest_words(hospital, date.fromisoformat(day)) == words
