"""A task's time as plain fields: relation, edges, anchor, clock."""

from typing import Any

from django import forms

from procedures.catalog.timing_words import ANCHORS
from procedures.core.distance import Distance, TimeUnit
from procedures.core.timing import Anchor, PartOfDay, Relation, Timing, TimingKind
from procedures.web.form_fields import PageForm
from procedures.web.wall_clock_field import WallClockField

_RELATIONS = [
    ("", "No set time"),
    (Relation.BEFORE.value, "Before"),
    (Relation.ON_DAY.value, "On the day of"),
    (Relation.AFTER.value, "After"),
]
_KINDS = [
    (TimingKind.DUE.value, "Do it once in this time"),
    (TimingKind.INTERVAL.value, "Keep to it all through this time"),
    (TimingKind.START.value, "It starts then, or is allowed from then on"),
    (TimingKind.DEADLINE.value, "Have it done, or begun, by then"),
    (TimingKind.RECURRING.value, "Do it again and again"),
    (TimingKind.CLOCK.value, "A limit on the clock"),
    (TimingKind.DURATION_RANGE.value, "How long a hospital stay lasts"),
    (TimingKind.VAGUE.value, "The document gives no exact time"),
]
_UNITS = [(unit.value, unit.value) for unit in TimeUnit]
_PARTS = [("", "—"), *((part.value, part.value.capitalize()) for part in PartOfDay if part is not PartOfDay.MIDNIGHT)]
# Lengths grow in this order; months and years are only compared with each other.
_DAYS = {TimeUnit.MINUTES: 1 / 1440, TimeUnit.HOURS: 1 / 24, TimeUnit.DAYS: 1, TimeUnit.WEEKS: 7}
_DAYS |= {TimeUnit.MONTHS: 30, TimeUnit.YEARS: 365}


_CHOOSE = {"invalid_choice": "Choose one of those in the list."}
_MOST = 999


def _number(label: str, *, least: int) -> forms.IntegerField:
    """How many minutes, hours, days, weeks, months or years."""
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=_MOST,
        required=False,
        error_messages={
            "invalid": "Write a whole number, such as 2. For half a day, write 12 hours.",
            "min_value": f"Write {least} or more.",
            "max_value": f"Write {_MOST} or less. For more, choose a longer unit, such as weeks.",
        },
    )


class TimingForm(PageForm):
    """Plain fields for a `Timing`. Where nothing in them was touched, the timing stays exactly as it was."""

    relation = forms.ChoiceField(label="When", choices=_RELATIONS, required=False, error_messages=_CHOOSE)
    anchor = forms.ChoiceField(
        label="of which event",
        choices=[(key.value, words) for key, words in ANCHORS.items()],
        error_messages=_CHOOSE | {"required": "Say from which event the time is counted."},
    )
    kind = forms.ChoiceField(
        label="What the time means",
        choices=_KINDS,
        error_messages=_CHOOSE | {"required": "Say what the time means."},
    )
    from_amount = _number("From", least=0)
    from_unit = forms.ChoiceField(label="unit", choices=_UNITS, initial="days", required=False, error_messages=_CHOOSE)
    to_amount = _number("Until", least=0)
    to_unit = forms.ChoiceField(label="unit", choices=_UNITS, initial="days", required=False, error_messages=_CHOOSE)
    in_working_days = forms.BooleanField(
        label="Count working days only",
        required=False,
        help_text="Without weekends and the public holidays where the hospital is.",
    )
    clock = WallClockField(label="Hour on the clock", help_text="Like 18:00, or midnight for the end of the day.")
    part_of_day = forms.ChoiceField(label="or part of the day", choices=_PARTS, required=False, error_messages=_CHOOSE)
    every_amount = _number("Again every", least=1)
    every_unit = forms.ChoiceField(
        label="unit", choices=_UNITS, initial="hours", required=False, error_messages=_CHOOSE
    )

    TIMING_FIELDS = (
        "relation",
        "anchor",
        "kind",
        "from_amount",
        "from_unit",
        "to_amount",
        "to_unit",
        "in_working_days",
        "clock",
        "part_of_day",
        "every_amount",
        "every_unit",
    )

    def __init__(self, *args: Any, timing: Timing | None = None, **kwargs: Any) -> None:
        self.before = timing
        kwargs["initial"] = {**_as_fields(timing), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Put `timing` among the cleaned values."""
        cleaned = super().clean() or self.cleaned_data
        if not any(name in self.errors for name in self.TIMING_FIELDS):
            untouched = not any(name in self.changed_data for name in self.TIMING_FIELDS)
            cleaned["timing"] = self.before if untouched else self._timing(cleaned)
        return cleaned

    def _timing(self, cleaned: dict[str, Any]) -> Timing | None:
        if not cleaned["relation"]:
            return None
        relation, kind = Relation(cleaned["relation"]), TimingKind(cleaned["kind"])
        far, near = _distance(cleaned, "from"), _distance(cleaned, "to")
        every = _distance(cleaned, "every")
        clock, part = cleaned["clock"] or None, PartOfDay(cleaned["part_of_day"]) if cleaned["part_of_day"] else None
        if relation is Relation.ON_DAY and (far or near):
            self.add_error("from_amount", "“On the day” takes no distance. Empty it, or choose before or after.")
        elif relation is Relation.ON_DAY and clock == "24:00":
            self.add_error("clock", "Midnight at the end of that day would be too late. Choose before, 1 day.")
        elif not (far or near or clock or part or every) and kind is not TimingKind.VAGUE and relation != "on_day":
            self.add_error("from_amount", "Give a number, an hour or a part of the day. Or choose “No set time”.")
        elif far and near and _is_turned_round(relation, far, near):
            self.add_error("to_amount", "The second number lies before the first. Change them round.")
        is_working = bool(cleaned["in_working_days"])
        if is_working and not any(edge and edge.unit is TimeUnit.DAYS for edge in (far, near)):
            self.add_error("in_working_days", "Only days can be working days. Give a number of days, or take this off.")
        raw = self.before.raw if self.before and kind is TimingKind.VAGUE else ""
        return Timing(
            relation,
            far,
            near,
            raw=raw,
            kind=kind,
            anchor=Anchor(cleaned["anchor"]),
            clock=clock,
            part_of_day=part,
            every=self._every(every),
            in_working_days=is_working,
        )

    def _every(self, given: Distance | None) -> str:
        """How often. "4 times a day" fits into no field here, so it stays where nobody wrote another."""
        if self.before and "every_amount" not in self.changed_data and "every_unit" not in self.changed_data:
            return self.before.every
        return given.isoformat() if given else ""


def _as_fields(timing: Timing | None) -> dict[str, Any]:
    if timing is None:
        return {"anchor": Anchor.SURGERY.value, "kind": TimingKind.DUE.value}
    return {
        "relation": timing.relation.value,
        "anchor": timing.anchor.value,
        "kind": timing.kind.value,
        "clock": "midnight" if timing.clock == "24:00" else timing.clock or "",
        "part_of_day": timing.part_of_day.value if timing.part_of_day else "",
        "in_working_days": timing.in_working_days,
        **_edge_fields("from", timing.from_),
        **_edge_fields("to", timing.to),
        **_edge_fields("every", _every(timing)),
    }


def _every(timing: Timing) -> Distance | None:
    try:
        return Distance.parse(timing.every) if timing.every else None
    except ValueError:
        return None


def _edge_fields(name: str, distance: Distance | None) -> dict[str, Any]:
    if distance is None:
        return {}
    return {f"{name}_amount": distance.amount, f"{name}_unit": distance.unit.value}


def _distance(cleaned: dict[str, Any], name: str) -> Distance | None:
    amount = cleaned.get(f"{name}_amount")
    return None if amount is None else Distance(amount, TimeUnit(cleaned[f"{name}_unit"] or TimeUnit.DAYS))


def _is_turned_round(relation: Relation, first: Distance, second: Distance) -> bool:
    """True when the earlier edge lies later than the later one, by the plain length of their units."""
    one, other = first.amount * _DAYS[first.unit], second.amount * _DAYS[second.unit]
    return one < other if relation is Relation.BEFORE else one > other
