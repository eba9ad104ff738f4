"""Fields that the staff's forms share: dates and times by the browser's own pickers, and telephone numbers."""

from datetime import date, time
from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from phonenumbers import PhoneNumberFormat, PhoneNumberType


class PageForm(forms.Form):
    """A form whose required fields are told beside them by the page, all at once.

    The browser still refuses a half-typed date or time, which it would otherwise send as if it were empty.
    """

    use_required_attribute = False
    is_part = False  # True in a page of several forms, whose errors stand in one summary


class DayField(forms.DateField):
    """A day of the calendar."""

    def __init__(self, *, missing: str = "Give the date.", **kwargs: Any) -> None:
        messages = {"required": missing, "invalid": "This is not a date. Write it like 2026-12-31: year, month, day."}
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], error_messages=messages, **kwargs)

    def clean(self, value: Any) -> date | None:
        """Refuse years that are slips of the finger.

        :raises ValidationError: with words that say what to do.
        """
        day: date | None = super().clean(value)
        if day is not None and not 1900 <= day.year <= 2200:
            raise ValidationError(f"The year {day.year} cannot be right. Check it.")
        return day


class ClockField(forms.TimeField):
    """An hour and a minute on the hospital's wall clock."""

    def __init__(self, *, missing: str = "Give the time.", **kwargs: Any) -> None:
        messages = {"required": missing, "invalid": "This is not a time. Write it like 07:30 or 14:15."}
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        super().__init__(widget=widget, input_formats=["%H:%M", "%H:%M:%S"], error_messages=messages, **kwargs)

    def clean(self, value: Any) -> time | None:
        """Seconds mean nothing on a theatre's list."""
        clock: time | None = super().clean(value)
        return clock.replace(second=0, microsecond=0) if clock else None


def telephone(written: str, *, country: str) -> phonenumbers.PhoneNumber:
    """The number that `written` means in `country`, an ISO 3166 code.

    :raises ValidationError: with an example of what a number there looks like.
    """
    try:
        number = phonenumbers.parse(written, country)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        example = phonenumbers.example_number(country)
        such_as = f" such as {phonenumbers.format_number(example, PhoneNumberFormat.NATIONAL)}," if example else ""
        raise ValidationError(
            f"“{written}” is not a telephone number. Write it with its area code,{such_as} "
            "or with + and the country code."
        )
    return number


def is_landline(number: phonenumbers.PhoneNumber) -> bool:
    """True when no text message can reach it. In some countries numbers do not tell; then False."""
    return bool(phonenumbers.number_type(number) == PhoneNumberType.FIXED_LINE)
