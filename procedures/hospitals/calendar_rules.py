"""The rules that times are reckoned with: the working days of a hospital, and the versions of the libraries that know.

The rules of clocks and holidays change by decree, some weeks before they hold. So their versions are written down with
what was reckoned, and what lies ahead is reckoned again when they change.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache, partial
from importlib.metadata import version

import holidays
from django.core.exceptions import ValidationError

from procedures.core.working_days import IsWorkingDay, weekdays_only
from procedures.hospitals.models import Hospital

RULES = f"tzdata {version('tzdata')}, holidays {version('holidays')}"


def is_working_day_of(hospital: Hospital) -> IsWorkingDay:
    """Tell for any day whether people work in the hospital's country and subdivision.

    Public holidays and the country's own weekend are days of rest. Where the country is not known, Monday to Friday are
    worked; where the subdivision is not, only the holidays of the whole country are known.
    """
    return partial(_is_working_day, hospital.country.upper(), hospital.subdivision.upper())


def _is_working_day(country: str, subdivision: str, day: date) -> bool:
    calendar = _calendar(country, subdivision)
    return weekdays_only(day) if calendar is None else calendar.is_working_day(day)


@cache
def _calendar(country: str, subdivision: str) -> holidays.HolidayBase | None:
    """The country's calendar, which fills itself year by year as it is asked; None for a country that has none."""
    known = _subdivisions().get(country)
    if known is None:
        return None
    return holidays.country_holidays(country, subdiv=subdivision if subdivision in known else None)


@cache
def _subdivisions() -> Mapping[str, list[str]]:
    return holidays.list_supported_countries(include_aliases=False)


def check_subdivision(country: str, subdivision: str) -> None:
    """Refuse a state or region that has no calendar in that country.

    :raises ValidationError: with some that have.
    """
    known = _subdivisions().get(country.upper(), [])
    if subdivision and subdivision.upper() not in known:
        examples = f" Write one of {', '.join(known[:60])}." if known else " Leave it empty."
        raise ValidationError({"subdivision": f"No holidays are known for “{subdivision}” in {country}.{examples}"})
