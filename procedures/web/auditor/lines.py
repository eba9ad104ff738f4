"""Entries of the trail as the pages of auditors show them: so many at a time, with the names of the staff."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from procedures.audit.models import AuditEntry, AuditEntryQuerySet
from procedures.hospitals.models import User

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as it is shown."""

    entry: AuditEntry
    who: str


def page_of(entries: AuditEntryQuerySet, request: HttpRequest) -> dict[str, Any]:
    """A page of `entries` from where the address says, with the query of the page of older ones; "" for none."""
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 19:
        entries = entries.filter(number__lt=int(before))
    found = list(entries[: SHOWN + 1])
    shown = found[:SHOWN]
    names = names_of(one.by_id for one in shown)
    query = request.GET.copy()
    if len(found) > SHOWN:
        query["before"] = str(shown[-1].number)
    lines = [Line(one, names.get(one.by_id or 0) or by_nobody(one.by_label)) for one in shown]
    return {"rows": lines, "older": query.urlencode() if len(found) > SHOWN else ""}


def names_of(keys: Iterable[int | None]) -> dict[int, str]:
    """Staff by their keys. Whoever is there no more is not among them. One query."""
    return {user.pk: f"{user} ({user.username})" for user in User.objects.filter(pk__in={key for key in keys if key})}


def by_nobody(label: str) -> str:
    """What to call whoever is no user."""
    return label or "nobody who is known"
