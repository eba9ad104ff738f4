"""A task's time as plain fields, there and back."""

import pytest

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


@pytest.mark.parametrize(
    ("fields", "name", "said"),
    [
        ({"from_amount": "-1"}, "from_amount", "Write 0 or more."),
        ({"to_amount": "1000"}, "to_amount", "Write 999 or less. For more, choose a longer unit, such as weeks."),
        ({"from_amount": "half"}, "from_amount", "Write a whole number, such as 2. For half a day, write 12 hours."),
        ({"every_amount": "0"}, "every_amount", "Write 1 or more."),
        ({"kind": ""}, "kind", "Say what the time means."),
        ({"anchor": "moon"}, "anchor", "Choose one of those in the list."),
        ({"from_unit": "moons"}, "from_unit", "Choose one of those in the list."),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(fields: dict[str, str], name: str, said: str) -> None:
    form = TimingForm(FIELDS | {"from_amount": "1"} | fields)

    assert form.errors[name] == [said]
