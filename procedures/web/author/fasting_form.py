"""The form of a fasting hole: one limit for food, one for clear fluids."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms

from procedures.catalog.models import Intake, TaskTemplate
from procedures.catalog.reviewing import FastingLimit, fingerprint
from procedures.catalog.reviewing.fasting import LONGEST_FAST, MIDNIGHT
from procedures.catalog.reviewing.fasting_order import FOOD_AFTER_FLUIDS, food_ends_later
from procedures.core.timing import Anchor, Timing
from procedures.web.form_fields import PageForm
from procedures.web.wall_clock_field import WallClockField

_ANCHORS = [("", "—"), (Anchor.ARRIVAL.value, "the arrival"), (Anchor.SURGERY.value, "the start of the operation")]
_DAYS = [("", "—"), ("before", "the day before the operation"), ("day", "the day of the operation")]


class LimitForm(PageForm):
    """Until when one intake is allowed: hours before an event, or an hour on the clock. Nothing is filled in before."""

    hours = forms.IntegerField(
        label="Hours before",
        min_value=1,
        max_value=LONGEST_FAST,
        required=False,
        error_messages={
            "invalid": "Write a whole number of hours.",
            "min_value": "Write at least 1 hour.",
            "max_value": f"Write {LONGEST_FAST} hours at most.",
        },
    )
    anchor = forms.ChoiceField(label="Before what", choices=_ANCHORS, required=False)
    clock = WallClockField(label="Or at this hour", help_text="Like 22:00, or midnight.")
    day = forms.ChoiceField(label="On which day", choices=_DAYS, required=False)

    limit: FastingLimit | None = None

    def __init__(self, *args: Any, intake: Intake, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = _helper(intake)

    def clean(self) -> dict[str, Any]:
        """Work out `limit`: None where the form was left empty."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        hours, anchor, clock, day = (cleaned[name] for name in ("hours", "anchor", "clock", "day"))
        if hours and clock:
            self.add_error("clock", "Give hours or an hour on the clock, not both.")
        elif hours and not anchor:
            self.add_error("anchor", "Say from what the hours are counted: the arrival, or the start.")
        elif clock == MIDNIGHT and day == "day":
            self.add_error("day", "Midnight before the operation belongs to the day before.")
        elif clock and clock != MIDNIGHT and not day:
            self.add_error("day", "Say on which day.")
        elif (anchor and not hours) or (day and not clock):
            self.add_error("hours", "The number or the hour is missing.")
        elif hours:
            self.limit = FastingLimit.hours_before(hours, Anchor(anchor))
        elif clock:
            self.limit = FastingLimit.on_the_day(clock) if day == "day" else FastingLimit.night_before(clock)
        return cleaned


class FastingForm:
    """Two limits as one form. A task that has its intake already shows that one alone."""

    def __init__(self, data: Any, task: TaskTemplate, *, seen: str | None = None) -> None:
        """`seen` is the mark to send back; by default the one that was sent, or that of `task` as it stands."""
        self._task = task
        self._data = data
        self.seen = (data.get("seen", "") if data is not None else fingerprint(task)) if seen is None else seen
        intakes = [Intake(task.intake)] if task.intake else list(Intake)
        self.limits = {intake: LimitForm(data, prefix=intake.value, intake=intake) for intake in intakes}
        self.error = ""

    @property
    def forms(self) -> list[LimitForm]:
        """Its parts, food first."""
        return list(self.limits.values())

    @property
    def left_over(self) -> list[tuple[str, str]]:
        """What was typed for an intake that a colleague gave a task of its own meanwhile: its name, and the words."""
        if self._data is None:
            return []
        others = {intake: LimitForm(self._data, prefix=intake.value, intake=intake) for intake in Intake}
        gone = [(intake, form) for intake, form in others.items() if intake not in self.limits and form.is_valid()]
        return [(intake.label.lower(), form.limit.words) for intake, form in gone if form.limit]

    def is_valid(self) -> bool:
        """True when both parts are, and at least one of them says something."""
        are_valid = [form.is_valid() for form in self.forms]  # each is asked, so that each tells its errors
        if not all(are_valid):
            return False
        if not any(form.limit for form in self.forms):
            self.error = "Give a time for food, for clear fluids, or for both."
            return False
        if food_ends_later(self._given(Intake.FOOD), self._given(Intake.CLEAR_FLUIDS)):
            self.error = FOOD_AFTER_FLUIDS
            return False
        return True

    def _given(self, intake: Intake) -> Timing | None:
        """The limit that is given here; for the other half of a fast, what the list already says of it."""
        if intake in self.limits:
            limit = self.limit(intake)
            return limit.timing if limit else None
        others = self._task.template.tasks.filter(category=self._task.category, intake=intake)
        other = others.filter(condition=self._task.condition).first()
        return other.when if other else None

    def limit(self, intake: Intake) -> FastingLimit | None:
        """What was given for `intake`."""
        form = self.limits.get(intake)
        return form.limit if form else None


def _helper(intake: Intake) -> FormHelper:
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    question = "The patient may eat until" if intake is Intake.FOOD else "The patient may drink clear fluids until"
    helper.layout = Layout(
        Fieldset(
            question,
            Row(Column("hours", css_class="col-4"), Column("anchor", css_class="col-8")),
            Row(Column("clock", css_class="col-4"), Column("day", css_class="col-8")),
            css_class="card",
        )
    )
    return helper
