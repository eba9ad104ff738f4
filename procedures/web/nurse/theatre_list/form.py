"""The form that a theatre's list comes in by."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from procedures.hospitals.models import Role, Unit, User
from procedures.web.form_fields import PageForm
from procedures.web.nurse.surgery_form import assignable


class TheatreListForm(PageForm):
    """A file, for one unit. `place` is where its patients arrive if the file does not say."""

    file = forms.FileField(
        label="The list, as a file",
        allow_empty_file=True,
        help_text="CSV or Excel (.xlsx), up to 10 MB and 200 rows.",
        error_messages={"required": "Choose the file with the list."},
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
    )
    unit = forms.ModelChoiceField(
        queryset=Unit.objects.none(), empty_label=None, error_messages={"required": "Choose the unit."}
    )
    place = forms.CharField(
        label="Where the patients arrive",
        max_length=200,
        required=False,
        help_text="For rows that do not say, such as “Main entrance, Surgery desk”.",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = {each.procedure.unit_id for each in assignable(user)}
        self.units = Unit.objects.for_staff(user, Role.NURSE).filter(pk__in=units).select_related("hospital")
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # for the type checker
        field.queryset = self.units.order_by("hospital__name", "name")
        field.initial = field.queryset.first()
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout("file", "unit", "place")

    def unit_of(self, key: int) -> Unit:
        """The unit, if the person is a nurse in it and it has something to assign."""
        return self.units.get(pk=key)

    def has(self, key: int) -> bool:
        """False for a unit that the person may not, or no more, assign in."""
        return self.units.filter(pk=key).exists()
