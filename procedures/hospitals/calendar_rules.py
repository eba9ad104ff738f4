"""The rules that times are reckoned with: the working days of a hospital, and the versions of the libraries that know.

The rules of clocks and holidays change by decree, some weeks before they hold. So their versions are written down with
what was reckoned, and what lies ahead is reckoned again when they change.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.metadata import version

import holidays
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from procedures.core.working_days import IsWorkingDay, weekdays_only
from procedures.hospitals.models import ClosedDay, Hospital

RULES = f"tzdata {version('tzdata')}, holidays {version('holidays')}"


def is_working_day_of(hospital: Hospital) -> IsWorkingDay:
    """Tell for any day whether people work at the hospital, in its country and subdivision.

    Public holidays, the country's own weekend and the hospital's closed days are days of rest. Where the country is not
    known, Monday to Friday are worked; where the subdivision is not, only the holidays of the whole country are known.
    The closed days are asked for once, when the first day is that is worked elsewhere.
    """
    closed: set[date] | None = None

    def is_worked(day: date) -> bool:
        nonlocal closed
        if not _is_working_day(hospital.country.upper(), hospital.subdivision.upper(), day):
            return False
        if closed is None:
            closed = set(_closed_days(hospital).values_list("day", flat=True))
        return day not in closed

    return is_worked


def rest_words(hospital: Hospital, day: date) -> str:
    """Why `day` is a day of rest at the hospital, to warn who books on it; "" for a working day."""
    closed = _closed_days(hospital).filter(day=day).first()
    if closed is not None:
        return f"the hospital is closed: {closed.name}"
    country, subdivision = hospital.country.upper(), hospital.subdivision.upper()
    if _is_working_day(country, subdivision, day):
        return ""
    calendar = _calendar(country, subdivision)
    holiday = calendar.get(day) if calendar is not None else None
    return f"it is a public holiday: {holiday}" if holiday else "it is the weekend"


def _closed_days(hospital: Hospital) -> "QuerySet[ClosedDay]":
    return ClosedDay.objects.filter(hospital=hospital) if hospital.pk else ClosedDay.objects.none()


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
