"""What the board is narrowed to: read from the address, put back into it, and turned into a query."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q

from procedures.checklists.lacking import problems
from procedures.checklists.models import WorkItem
from procedures.checklists.models.surgery import SurgeryQuerySet
from procedures.hospitals.models import User
from procedures.patients.finding import whole_matching, word_matching
from procedures.patients.models import Patient

LONGEST = 120
WHOSE = {"mine": "Mine", "nobodys": "Nobody’s yet"}


@dataclass(frozen=True, slots=True)
class Filters:
    """Each empty one leaves everyone. `search` never stands in an address: it may be a patient's name."""

    unit: int | None = None
    procedure: int | None = None
    surgeon: str = ""
    show: str = ""
    whose: str = ""
    search: str = ""

    @classmethod
    def of(cls, query: Mapping[str, object], *, now: datetime, search: str = "") -> "Filters":
        """What `query` asks for; what makes no sense there asks for nothing."""
        show, whose = _text(query, "show"), _text(query, "whose")
        return cls(
            unit=_number(query, "unit"),
            procedure=_number(query, "procedure"),
            surgeon=_text(query, "surgeon"),
            show=show if show in problems(now) else "",
            whose=whose if whose in WHOSE else "",
            search=" ".join(search.replace("\0", " ").split())[:LONGEST],
        )

    @property
    def asked(self) -> dict[str, str | int]:
        """The filters in use, by their word in the address."""
        values = {name: getattr(self, name) for name in ("unit", "procedure", "surgeon", "show", "whose")}
        return {name: value for name, value in values.items() if value}

    @property
    def query(self) -> str:
        """The address's query: "show=not-ready&unit=2&searched=1"."""
        return urlencode(self.asked | ({"searched": 1} if self.search else {}))

    def without(self, name: str) -> "Filters":
        """The same, with one filter less."""
        nothing: Any = None if name in ("unit", "procedure") else ""
        return replace(self, **{name: nothing})

    def narrow(self, surgeries: SurgeryQuerySet, *, reader: User, country: str, now: datetime) -> SurgeryQuerySet:
        """Those of `surgeries` that fit."""
        found = surgeries
        if self.unit:
            found = found.filter(unit=self.unit)
        if self.procedure:
            found = found.filter(procedure=self.procedure)
        if self.surgeon:
            found = found.filter(surgeon__iregex=_written(self.surgeon))
        if self.show:
            found = found.filter(problems(now)[self.show].which)
        if self.whose:
            found = found.filter(_owned(self.whose, reader))
        return found.filter(_found_by(self.search, country=country)) if self.search else found


def _written(name: str) -> str:
    """A pattern for `name` with whatever capitals and spaces."""
    return r"^\s*" + r"\s+".join(re.escape(word) for word in name.split()) + r"\s*$"


def _owned(whose: str, reader: User) -> Q:
    concerns = WorkItem.objects.open()
    if whose == "mine":
        return Q(owner=reader) | Q(pk__in=concerns.filter(owner=reader).values("surgery"))
    return Q(owner=None) | Q(pk__in=concerns.filter(owner=None).values("surgery"))


def _found_by(search: str, *, country: str) -> Q:
    """Surgeries whose patient `search` means; or each of its words is of the patient, the operation or the surgeon."""
    each = Q()
    for word in search.split():
        of_patient = Q(patient__in=Patient.objects.filter(word_matching(word)).values("pk"))
        each &= of_patient | Q(procedure__name__icontains=word) | Q(surgeon__icontains=word)
    whole = Patient.objects.filter(whole_matching(search, country=country))
    return each | Q(patient__in=whole.values("pk"))


def _text(query: Mapping[str, object], name: str) -> str:
    return str(query.get(name) or "").replace("\0", "").strip()[:LONGEST]


def _number(query: Mapping[str, object], name: str) -> int | None:
    said = _text(query, name)
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 18 else None
