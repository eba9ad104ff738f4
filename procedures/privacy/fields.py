"""Fields of models that are sealed in the database and plain in Python: code that reads or writes them stays as it is.

With `is_indexed` a field can be looked up for a whole value: `filter(phone=...)` and `phone__in`. What is stored then
begins with the blind index, so that the two can never part. Every other way of looking up is refused: the database
cannot see the value.
"""

# ruff: noqa: ARG002 - what Django hands over is not always needed
# Django's classes take type arguments in the stubs only.
# mypy: disable-error-code="type-arg"

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import FieldError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from phonenumber_field.modelfields import PhoneNumberField

from procedures.privacy.blind_lookups import BlindExact, BlindIn, EmptyExact
from procedures.privacy.sealing import BLIND_LENGTH, blinds, seal, unseal


class Sealed:
    """What all sealed fields share. An empty text stays empty in the database: only that it is empty can be seen."""

    def __init__(self, *args: Any, is_indexed: bool = False, **kwargs: Any) -> None:
        self.is_indexed = is_indexed
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """For migrations."""
        name, path, args, kwargs = super().deconstruct()  # type: ignore[misc]  # the field beside it has it
        if self.is_indexed:
            kwargs["is_indexed"] = True
        return name, path, args, kwargs

    @property
    def purpose(self) -> str:
        """What a value is sealed for."""
        return f"{self.model._meta.db_table}.{self.column}"  # type: ignore[attr-defined]

    def get_internal_type(self) -> str:
        """Text, whatever the value is in Python."""
        return "TextField"

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """Text without a length: a sealed value is longer than what is in it."""
        return "text"

    def as_text(self, value: Any) -> str:
        """The value as the text that is sealed."""
        return str(self.get_prep_value(value))  # type: ignore[attr-defined]

    def as_value(self, text: str) -> Any:
        """The value that was sealed as `text`."""
        return text

    def normalised(self, text: str) -> str:
        """The text that the blind index is made of: the same for values that mean the same."""
        return text

    def blinds(self, value: Any) -> list[str]:
        """What `value` is found by."""
        return blinds(self.normalised(self.as_text(value)), context=self.purpose)

    def store(self, text: str) -> str:
        """What stands in the database for `text`."""
        if not text:
            return ""
        blind = blinds(self.normalised(text), context=self.purpose)[0] if self.is_indexed else ""
        return blind + seal(text, context=self.purpose)

    def open(self, stored: str) -> str:
        """The text that stands in the database as `stored`.

        :raises SealBroken: it is not what was sealed there.
        """
        return unseal(stored[BLIND_LENGTH:] if self.is_indexed else stored, context=self.purpose) if stored else ""

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        """Seal it on its way to the database."""
        if value is None or hasattr(value, "as_sql"):
            return value
        return self.store(self.as_text(value))

    def from_db_value(self, value: str | None, expression: Any, connection: BaseDatabaseWrapper) -> Any:
        """Open it on its way from there."""
        return None if value is None else self.as_value(self.open(value))

    def get_lookup(self, lookup_name: str) -> Any:
        """Whole values where there is an index; elsewhere only whether there is a value.

        :raises FieldError: the database cannot look it up so.
        """
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)  # type: ignore[misc]
        if lookup_name in ("exact", "iexact"):
            return BlindExact if self.is_indexed else EmptyExact
        if self.is_indexed and lookup_name == "in":
            return BlindIn
        raise FieldError(f"{self} is sealed: it cannot be looked up by “{lookup_name}”.")


class SealedTextField(Sealed, models.TextField):
    """A text."""


class SealedCharField(Sealed, models.CharField):
    """A text of some length at most; the length is that of the text, not of what is stored."""


class SealedAddressField(SealedCharField):
    """A telephone number or a mail address: capitals and spaces around it make no other."""

    def normalised(self, text: str) -> str:
        """As people compare them."""
        return text.strip().lower()


class SealedEmailField(Sealed, models.EmailField):
    """A mail address."""

    def normalised(self, text: str) -> str:
        """Capitals make no other address."""
        return text.strip().lower()


class SealedPhoneField(Sealed, PhoneNumberField):  # type: ignore[misc]  # phonenumber_field has no types
    """A telephone number, sealed in E.164 form."""

    if TYPE_CHECKING:
        # What phonenumber_field puts into the model takes texts and numbers, and gives numbers.
        def __get__(self, instance: Any, owner: Any) -> Any: ...
        def __set__(self, instance: Any, value: Any) -> None: ...


class SealedDateField(Sealed, models.DateField):
    """A day of the calendar."""

    def as_text(self, value: Any) -> str:
        """As 2026-12-31."""
        return date.isoformat(self.to_python(value))

    def as_value(self, text: str) -> Any:
        """The day."""
        return date.fromisoformat(text)


class SealedNumberField(Sealed, models.Field):
    """A whole number. The database cannot check its limits: the act that writes it does."""

    def to_python(self, value: Any) -> int | None:
        """The number."""
        return None if value is None else int(value)

    def as_text(self, value: Any) -> str:
        """In figures."""
        return str(self.to_python(value))

    def as_value(self, text: str) -> Any:
        """The number."""
        return int(text)


class SealedDecimalField(Sealed, models.DecimalField):
    """A number with a point."""

    def as_text(self, value: Any) -> str:
        """With its own digits, as 37.5."""
        return str(self.to_python(value))

    def as_value(self, text: str) -> Any:
        """The number."""
        return Decimal(text)


class SealedJSONField(Sealed, models.JSONField):
    """What JSON can hold. An empty object stays empty in the database, as an empty text does."""

    def as_text(self, value: Any) -> str:
        """As JSON."""
        return json.dumps(value, ensure_ascii=False, sort_keys=True) if value else ""

    def as_value(self, text: str) -> Any:
        """What was written."""
        return json.loads(text) if text else {}
