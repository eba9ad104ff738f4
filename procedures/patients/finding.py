"""Finding a patient by what a caller or a wristband says: a name, the record number, the telephone, the birth date.

Each kind of look-up stands here once, so that how a field is kept can change without its readers.
"""

import re
from collections.abc import Iterable
from datetime import date

import phonenumbers
from django.db.models import Q

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_FIGURES = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})\.? ([a-z]{3,9})\.?,? (\d{4})", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.? (\d{1,2}),? (\d{4})", re.IGNORECASE)


def matching(words: str, *, country: str) -> Q:
    """Which patients `words` may mean: a birth date or a telephone number as a whole, else every word a part of a name.

    A word may also be the whole record number or a date. Numbers without a country code are of `country`.
    """
    each = Q()
    for word in words.split():
        each &= word_matching(word)
    return whole_matching(words, country=country) | each if words.split() else Q()


def whole_matching(words: str, *, country: str) -> Q:
    """Which patients `words` mean as a whole: a birth date, or a telephone number."""
    return born_on(dates_of(words)) | reached_by(_numbers_of(words, country=country))


def word_matching(word: str) -> Q:
    """Which patients one word may mean."""
    name = Q(given_name__icontains=word) | Q(family_name__icontains=word)
    return name | numbered(word) | born_on(dates_of(word))


def numbered(number: str) -> Q:
    """Those with this record number, capitals or not."""
    return Q(record_number__iexact=number.strip()) & ~Q(record_number="")


def named(words: str) -> Q:
    """Those whose whole family name, or given and family name, is `words`, capitals or not. A part is not enough."""
    parts = words.split()
    whole = Q(family_name__iexact=" ".join(parts))
    for place in range(1, len(parts)):
        given, family = " ".join(parts[:place]), " ".join(parts[place:])
        whole |= Q(given_name__iexact=given, family_name__iexact=family)
    return whole


def born_on(days: Iterable[date]) -> Q:
    """Those born on one of `days`."""
    return Q(birth_date__in=list(days))


def reached_by(numbers: Iterable[str]) -> Q:
    """Those whose own telephone is one of `numbers`, in E.164 form."""
    return Q(phone__in=list(numbers))


def dates_of(words: str) -> list[date]:
    """The days that `words` may mean. Of 4/9/1951 nobody knows which is the month: both days."""
    said = " ".join(words.split())
    found: list[tuple[str, str, str]] = []
    if iso := _ISO.fullmatch(said):
        found = [(iso[1], iso[2], iso[3])]
    elif figures := _FIGURES.fullmatch(said):
        found = [(figures[3], figures[1], figures[2]), (figures[3], figures[2], figures[1])]
    elif day_first := _DAY_FIRST.fullmatch(said):
        found = [(day_first[3], _month(day_first[2]), day_first[1])]
    elif month_first := _MONTH_FIRST.fullmatch(said):
        found = [(month_first[3], _month(month_first[1]), month_first[2])]
    days = [_day(*one) for one in found]
    return list(dict.fromkeys(day for day in days if day))


def _month(name: str) -> str:
    short = name[:3].lower()
    return str(MONTHS.index(short) + 1) if short in MONTHS else "0"


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:  # no such day
        return None


def _numbers_of(words: str, *, country: str) -> list[str]:
    try:
        number = phonenumbers.parse(words, country)
    except phonenumbers.NumberParseException:
        return []
    if not phonenumbers.is_possible_number(number):
        return []
    return [phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)]
