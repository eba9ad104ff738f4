"""A task's time as plain fields, there and back."""

from procedures.core.timing import Timing
from procedures.web.author.timing_form import TimingForm

LAST_WORKING_DAY = Timing.from_json(
    {"relation": "before", "from": "P1D", "to": None, "kind": "deadline", "clock": "17:00", "working_days": True}
)
FIELDS = {"relation": "before", "anchor": "surgery", "kind": "deadline", "from_unit": "days", "to_unit": "days"}


def test_working_days_can_be_asked_for() -> None:
    form = TimingForm(FIELDS | {"from_amount": 1, "clock": "17:00", "in_working_days": "on"})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["timing"] == LAST_WORKING_DAY


def test_working_days_stand_in_the_form_again() -> None:
    form = TimingForm(timing=LAST_WORKING_DAY)

    assert form.initial["in_working_days"] is True


def test_working_hours_are_refused() -> None:
    form = TimingForm(FIELDS | {"from_amount": 8, "from_unit": "hours", "in_working_days": "on"})

    assert "Only days can be working days" in str(form.errors["in_working_days"])
