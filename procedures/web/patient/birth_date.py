"""The date of birth in three boxes, for hospitals that ask for it beside the code."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

OLDEST = 1890
LONGEST = 4  # figures: Python refuses to read a number of thousands of them
# Where people write the month first, so do we; the words above the boxes tell the rest.
MONTH_FIRST = frozenset({"US"})


class BirthDateForm(forms.Form):
    """A date in three boxes, as people write it. What is no date at all is told before it counts as a wrong one."""

    day = forms.CharField(label=_("Day"), max_length=2)
    month = forms.CharField(label=_("Month"), max_length=2)
    year = forms.CharField(label=_("Year"), max_length=4)

    def __init__(self, *args: Any, country: str = "", today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        if country in MONTH_FIRST:
            self.order_fields(["month", "day", "year"])
        for name, autocomplete in (("day", "bday-day"), ("month", "bday-month"), ("year", "bday-year")):
            size = 4 if name == "year" else 2
            self.fields[name].widget.attrs.update(
                {"inputmode": "numeric", "autocomplete": autocomplete, "class": f"form-control digits-{size}"}
            )
            self.fields[name].error_messages["required"] = ""

    def clean(self) -> dict[str, Any]:
        """Put the three together.

        :raises ValidationError: for what is no date, or none a living person has.
        """
        numbers = [str(self.data.get(name, "")).strip() for name in ("year", "month", "day")]
        if not all(number.isascii() and number.isdigit() and len(number) <= LONGEST for number in numbers):
            raise ValidationError(_("Fill in all three boxes with figures, such as 9, 4 and 1951."))
        year, month, day = map(int, numbers)
        try:
            birth_date = date(year, month, day)
        except ValueError as error:
            raise ValidationError(_("There is no such date. Please check the day and the month.")) from error
        if year < OLDEST or birth_date > self.today:
            raise ValidationError(_("Please check the year. Write it with four figures, such as 1951."))
        return {"birth_date": birth_date}
