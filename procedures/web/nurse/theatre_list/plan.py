"""What each row of a list would bring about, as a person looks at it before anything is saved."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlencode

from django.urls import reverse

from procedures.checklists.assigning_many import Wanted
from procedures.checklists.models import Surgery
from procedures.patients.models import Patient
from procedures.web.nurse.conflicts import ShownConflict
from procedures.web.nurse.theatre_list.cells import RowValues


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    HERE = "here"
    MOVE = "move"
    WRONG = "wrong"


@dataclass
class PlannedRow:
    """One row of the file, numbered as the spreadsheet does, and what it would bring about."""

    values: RowValues
    fate: Fate
    known: Patient | None = None
    surgery: Surgery | None = None
    changes: Sequence[str] = ()
    shared: Sequence[str] = ()
    conflicts: Sequence[ShownConflict] = ()
    errors: list[tuple[str, str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The patient as the file names them."""
        cells = self.values.cells
        return cells["full_name"] or f"{cells['given_name']} {cells['family_name']}".strip()

    @property
    def move_address(self) -> str:
        """The page that shows what the move would bring about, with the file's date and times filled in."""
        wanted = self.values.assignment
        if self.surgery is None or wanted is None:
            return ""
        asked = {
            "surgery_date": wanted.surgery_date.isoformat(),
            "start_time": f"{wanted.start_time:%H:%M}" if wanted.start_time else "",
            "arrival_time": f"{wanted.arrival_time:%H:%M}" if wanted.arrival_time else "",
            "theatre_list": wanted.theatre_list,
        }
        return f"{reverse('surgery-reschedule', args=[self.surgery.pk])}?{urlencode(asked)}"


@dataclass(frozen=True, slots=True)
class Plan:
    """All rows of a file, and the columns that were not understood."""

    rows: Sequence[PlannedRow]
    ignored: Sequence[str]

    @property
    def wrong(self) -> list[PlannedRow]:
        """The rows that keep all of it from being saved."""
        return self._of(Fate.WRONG)

    @property
    def new(self) -> list[PlannedRow]:
        """The rows to be assigned."""
        return self._of(Fate.NEW)

    @property
    def moves(self) -> list[PlannedRow]:
        """The rows that say another date or time than is planned."""
        return self._of(Fate.MOVE)

    @property
    def here(self) -> list[PlannedRow]:
        """The rows that bring nothing new."""
        return self._of(Fate.HERE)

    @property
    def conflicting(self) -> list[PlannedRow]:
        """The rows that say something else than another plan of the same patient."""
        return [row for row in self.rows if row.conflicts]

    @property
    def sharing(self) -> list[PlannedRow]:
        """The rows whose telephone or mail address another patient has as well."""
        return [row for row in self.rows if row.shared]

    @property
    def parts(self) -> list[tuple[str, list[PlannedRow], bool]]:
        """All of it under headings, the gravest first; with whether a second operation can be meant."""
        return [
            ("To put right", self.wrong, False),
            ("Another date or time than planned", self.moves, True),
            ("New", self.new, False),
            ("Here already", self.here, False),
        ]

    def _of(self, fate: Fate) -> list[PlannedRow]:
        return [row for row in self.rows if row.fate is fate]

    @property
    def wanted(self) -> list[Wanted]:
        """What is to be assigned."""
        return [
            Wanted(row.values.details, row.values.assignment)
            for row in self.new
            if row.values.details and row.values.assignment
        ]

    @property
    def digest(self) -> str:
        """All that a person looked at, in short: so that only that is confirmed."""
        said = [
            (
                row.values.number,
                str(row.fate),
                row.surgery.pk if row.surgery else 0,
                *row.changes,
                *row.shared,
                *((each.one.about, each.row or each.one.other.pk, each.here, each.there) for each in row.conflicts),
            )
            for row in self.rows
        ]
        return hashlib.sha256(repr(said).encode()).hexdigest()[:16]
