"""How the fields of a time stand on the page."""

from crispy_forms.layout import HTML, Column, Fieldset, Row


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
