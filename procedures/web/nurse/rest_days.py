"""A warning for who books on a day of rest. It refuses nothing: some hospitals operate on a Saturday."""

from collections.abc import Iterable
from datetime import date

from django.contrib import messages
from django.http import HttpRequest

from procedures.checklists.models import Surgery
from procedures.checklists.resting import resting_after
from procedures.core.wording_of_time import day_words
from procedures.hospitals.calendar_rules import rest_words
from procedures.hospitals.models import Hospital


def warn_of_rest(request: HttpRequest, hospital: Hospital, days: Iterable[date]) -> None:
    """Show why each of `days` is no working day at `hospital`, where it is none."""
    for day in sorted(set(days)):
        if words := rest_words(hospital, day):
            messages.warning(request, f"{day_words(day)}: {words}. Check that the date is meant.")


def warn_of_rest_after(request: HttpRequest, surgery: Surgery) -> None:
    """Show what of `surgery` falls on a day of rest: the operation, its visits, and the steps that are visits."""
    for one in resting_after(surgery):
        messages.warning(request, str(one))
