"""What is wrong with a form, for the summary at its head: each error in words, and the field that it leads to."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import BaseForm, BoundField


@dataclass(frozen=True, slots=True)
class Problem:
    """An error: its words, and the field that it leads to; without a field, an empty label."""

    field_id: str
    label: str
    words: str


def problems_of(form: BaseForm) -> Iterator[Problem]:
    """Every error of `form`, in the order of its fields; last what is about several of them."""
    for name in [*form.fields, NON_FIELD_ERRORS]:
        field = form[name] if name in form.fields else None
        # What the reader cannot see cannot be led to.
        is_shown = field is not None and not field.is_hidden
        for words in form.errors.get(name, ()):
            yield Problem(_id_of(field) if field and is_shown else "main", _label(field, is_shown), str(words))


def _label(field: BoundField | None, is_shown: bool) -> str:
    return str(field.label) if field and is_shown else ""


def _id_of(field: BoundField) -> str:
    """Of several dots to choose from, the first."""
    return field.id_for_label or f"{field.auto_id}_0"
