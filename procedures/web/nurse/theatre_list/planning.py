"""Reckoning what each row of a list would bring about: a new list, nothing new, or a move for a person to look at."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from procedures.catalog.models import ChecklistTemplate
from procedures.checklists.assigning import Assignment
from procedures.checklists.assigning_many import rehearse_many
from procedures.checklists.models import Surgery
from procedures.hospitals.models import Unit, User
from procedures.patients.models import Patient
from procedures.patients.registering import DetailsNotRight, PatientDetails, known_patient
from procedures.web.nurse.conflicts import shown_to
from procedures.web.nurse.known_patient import changes_to_known
from procedures.web.nurse.theatre_list.cells import RowValues, values_of
from procedures.web.nurse.theatre_list.columns import NAMES, columns_of
from procedures.web.nurse.theatre_list.plan import Fate, Plan, PlannedRow
from procedures.web.nurse.theatre_list.sharing import tell_shared


def plan_of(
    rows: Sequence[Sequence[str]],
    templates: Sequence[ChecklistTemplate],
    *,
    unit: Unit,
    place: str,
    by: User,
    now: datetime,
    second: frozenset[int] = frozenset(),
) -> Plan:
    """Reckon what `rows`, with the headings first, would bring about in `unit`. Nothing is saved.

    `second` are the numbers of rows that a person said are a second operation, and no move.

    :raises ColumnsMissing: when the headings lack what must be known.
    """
    columns = columns_of(rows[0])
    by_name = {each.procedure.name.casefold(): each for each in templates}
    found: list[PlannedRow] = []
    seen: dict[tuple[object, ...], PlannedRow] = {}
    for number, cells in enumerate(rows[1:], start=2):
        values = values_of(number, columns.cells(cells), templates=by_name, hospital=unit.hospital, place=place)
        row = _placed(values, unit, by, now, is_second=number in second)
        _compare(row, seen)
        found.append(row)
    tell_shared(found, hospital=unit.hospital, asker=by)
    plan = Plan(found, columns.ignored)
    _rehearse(plan, unit, by, now)
    return plan


def _rehearse(plan: Plan, unit: Unit, by: User, now: datetime) -> None:
    """Carry out what is new, and take it back: what is refused stands by its row, and so do other plans' words."""
    new = plan.new
    tried = rehearse_many(plan.wanted, unit=unit, by=by, now=now)
    for place, why in tried.refused.items():
        new[place].fate = Fate.WRONG
        new[place].errors.append(("", why))
    rows = {surgery.pk: new[place].values.number for place, surgery in tried.made.items()}
    for place, conflicts in tried.conflicts.items():
        new[place].conflicts = shown_to(by, conflicts, rows=rows)


def _placed(values: RowValues, unit: Unit, by: User, now: datetime, *, is_second: bool) -> PlannedRow:
    if values.errors or values.details is None or values.assignment is None:
        return PlannedRow(values, Fate.WRONG, errors=[(NAMES[name][0], said) for name, said in values.errors.items()])
    try:
        known = known_patient(values.details, hospital=unit.hospital)
    except DetailsNotRight as error:
        return PlannedRow(values, Fate.WRONG, errors=[("", str(error))])
    if known is None:
        return PlannedRow(values, Fate.NEW)
    values.details = _with_what_is_known(values.details, known, values.given)
    changes = changes_to_known(values.details, hospital=unit.hospital, asker=by)
    fate, surgery = _beside_planned(values.assignment, known, unit, now, is_second=is_second)
    return PlannedRow(values, fate, known, surgery, changes)


def _with_what_is_known(details: PatientDetails, known: Patient, given: frozenset[str]) -> PatientDetails:
    """The file's values where it gives any; what it is silent about stays as it is, consents among it."""
    agreed = frozenset(known.consents.standing().values_list("channel", flat=True))
    said = {name for name in ("agrees_to_sms", "agrees_to_email") if name in given}
    kept = {channel for channel in agreed if f"agrees_to_{channel}" not in said}
    return replace(
        details,
        phone=details.phone or str(known.phone or ""),
        email=details.email or known.email,
        language=details.language if "language" in given else known.language,
        zone_name=known.zone_name,
        may_name_details=known.may_name_details,
        channels=details.channels | kept,
    )


def _beside_planned(
    wanted: Assignment, known: Patient, unit: Unit, now: datetime, *, is_second: bool
) -> tuple[Fate, Surgery | None]:
    """Whether the operation is planned already, at that time or at another."""
    today = now.astimezone(unit.hospital.zone).date()
    same = known.surgeries.planned().filter(procedure=wanted.template.procedure, unit=unit)
    planned = list(same.filter(surgery_date__gte=today).select_related("procedure").order_by("surgery_date", "pk"))
    for one in planned:
        if one.surgery_date == wanted.surgery_date:
            return (Fate.HERE if _same_times(wanted, one) else Fate.MOVE), one
    if planned and not is_second:
        return Fate.MOVE, planned[0]
    return Fate.NEW, None


def _same_times(wanted: Assignment, there: Surgery) -> bool:
    """True where the file says nothing else than what is planned; what it leaves open contradicts nothing."""
    pairs = (
        (wanted.start_time, there.start_time),
        (wanted.arrival_time, there.arrival_time),
        (wanted.theatre_list if there.start_time is None else "", there.theatre_list),
    )
    return all(not said or said == planned for said, planned in pairs)


def _compare(row: PlannedRow, seen: dict[tuple[object, ...], PlannedRow]) -> None:
    """One patient, one operation, one day: twice in a file it is a slip."""
    details, wanted = row.values.details, row.values.assignment
    if details is None or wanted is None:
        return
    key = (details.record_number.casefold(), wanted.template.pk, wanted.surgery_date)
    first = seen.setdefault(key, row)
    if first is not row:
        row.fate = Fate.WRONG
        row.errors.append(
            ("", f"The same patient, operation and day as row {first.values.number}. Delete one of them.")
        )
