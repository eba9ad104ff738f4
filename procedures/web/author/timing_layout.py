"""How the fields of a time stand on the page, and how those that seldom change are folded away."""

from typing import Any

from crispy_forms.layout import HTML, Column, Fieldset, LayoutObject, Row
from django.utils.html import format_html
from django.utils.safestring import SafeString


class Fold(LayoutObject):  # type: ignore[misc]  # crispy forms have no types
    """Fields behind a summary. Open where one of them is wrong."""

    def __init__(self, summary: str, *fields: Any) -> None:
        self.summary = summary
        self.fields = list(fields)

    def render(self, form: Any, context: Any, **kwargs: Any) -> SafeString:
        inner = self.get_rendered_fields(form, context, **kwargs)
        names = {pointer.name for pointer in self.get_field_names()}
        is_open = " open" if names & set(form.errors) else ""
        return format_html("<details{}><summary>{}</summary>{}</details>", is_open, self.summary, inner)


def timing_fieldset() -> Fieldset:
    """The fields in rows, for a form's layout."""
    return Fieldset(
        "The time",
        HTML(
            '<p class="form-text mb-3">“From” is the earlier edge and “until” the later one. 0 means the event itself. '
            "Leave empty what the document does not say: nothing is guessed.</p>"
        ),
        Row(Column("relation", css_class="col-6"), Column("anchor", css_class="col-6")),
        Row(
            Column("from_amount", css_class="col-3"),
            Column("from_unit", css_class="col-3"),
            Column("to_amount", css_class="col-3"),
            Column("to_unit", css_class="col-3"),
        ),
        "in_working_days",
        "kind",
        Row(Column("clock", css_class="col-6"), Column("part_of_day", css_class="col-6")),
        Row(Column("every_amount", css_class="col-6"), Column("every_unit", css_class="col-6")),
        css_class="timing",
    )
