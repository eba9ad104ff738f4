"""Small scenes for the tests of checklists: a confirmed template and an assigned list."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from procedures.checklists.assigning import Assignment, assign
from procedures.checklists.models import Checklist, ChecklistItem, Surgery
from procedures.core.wall_clock import wall_instant
from procedures.hospitals.models import Unit
from procedures.patients.models import Patient
from tests.cast import LONG_AGO, make_patient, make_procedure, make_template, make_unit

NEW_YORK = ZoneInfo("America/New_York")
SURGERY_DAY = date(2026, 12, 8)  # a Tuesday


def at(day: date | str, clock: str, zone: ZoneInfo = NEW_YORK) -> datetime:
    """The instant at which the wall in `zone` shows `clock` on `day`."""
    return wall_instant(date.fromisoformat(day) if isinstance(day, str) else day, clock, zone)


NOW = at("2026-11-20", "10:00")


def before(from_: str | None, to: str | None = "PT0S", *, kind: str = "interval", **more: object) -> dict[str, object]:
    return {"relation": "before", "from": from_, "to": to, "raw": "", "kind": kind, "anchor": "surgery"} | more


FOOD = {
    "category": "fasting",
    "intake": "food",
    "title": "Stop eating",
    "timing": before("PT8H"),
    "confirmed_at": LONG_AGO,
}
FLUIDS = FOOD | {"intake": "clear_fluids", "title": "Stop drinking", "timing": before("PT2H")}
MEDICINE = {
    "category": "medication",
    "title": "Take your last warfarin",
    "instruction": "Take the last one in the evening.",
    "timing": before("P5D", None, kind="start"),
    "confirmed_at": LONG_AGO,
}
RED_FLAG = {"phase": "recovery", "category": "monitoring", "title": "Call if you bleed", "is_red_flag": True}
RIDE = {"category": "logistics", "title": "Arrange a ride home"}


def make_list(
    *tasks: dict[str, object],
    unit: Unit | None = None,
    patient: Patient | None = None,
    now: datetime = NOW,
    **assignment: object,
) -> Checklist:
    """A list with `tasks`, assigned by the real act; the surgery is on 8 December at 08:00, arrival 06:30."""
    unit = unit or make_unit()
    values = {"surgery_date": SURGERY_DAY, "start_time": time(8, 0), "arrival_time": time(6, 30)} | assignment
    template = make_template(make_procedure(unit), *tasks)
    return assign(Assignment(template, **values), patient=patient or make_patient(unit), unit=unit, by=None, now=now)


def item_of(checklist: Checklist, number: int = 1) -> ChecklistItem:
    return checklist.items.select_related("checklist__surgery").get(number=number)


def fresh(surgery: Surgery) -> Surgery:
    return Surgery.objects.get(pk=surgery.pk)
