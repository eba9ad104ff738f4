"""An hour on the wall clock of which the end of the day is one: a browser's own time field knows no 24:00."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
_MIDNIGHT = frozenset({"midnight", "12 midnight", "24:00"})


class WallClockField(forms.CharField):
    """An hour on the hospital's wall: "06:30", or "midnight" for the end of the day ("24:00"). Empty for none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=12, required=False, **kwargs)

    def clean(self, value: Any) -> str:
        """The hour as "HH:MM".

        :raises ValidationError: for what no clock shows, and for 00:00, which may mean either end of a day.
        """
        written = str(super().clean(value)).strip().lower()
        if not written:
            return ""
        if written in _MIDNIGHT:
            return "24:00"
        found = _CLOCK.fullmatch(written)
        if found is None:
            raise ValidationError("Write the hour like 06:30 or 18:00, or the word midnight.")
        clock = f"{int(found[1]):02d}:{found[2]}"
        if clock == "00:00":
            raise ValidationError("Write midnight for 12 midnight at the end of the day, or 00:01 for just after it.")
        return clock
