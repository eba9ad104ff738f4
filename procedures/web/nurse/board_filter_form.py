"""The form that narrows the board. It is sent to the board itself, as an address."""

from collections.abc import Iterable

from django import forms

from procedures.catalog.models import Procedure
from procedures.checklists.lacking import problems
from procedures.checklists.models import Surgery
from procedures.hospitals.models import Unit, User
from procedures.web import clock
from procedures.web.access import CARE
from procedures.web.nurse.board_filters import WHOSE, Filters
from procedures.web.nurse.telling_apart import merged, told_apart


def unit_names(units: Iterable[Unit]) -> list[tuple[Unit, str]]:
    """Each unit with its name, and with its hospital where two are called the same."""
    return told_apart(units, lambda unit: unit.name, lambda unit: unit.hospital.name)


def procedure_names(units: Iterable[Unit]) -> list[tuple[Procedure, str]]:
    """The operations of `units`, with where they are done if two are called the same."""
    found = Procedure.objects.filter(unit__in=list(units)).select_related("unit__hospital").order_by("name", "pk")
    return told_apart(found, lambda one: one.name, lambda one: one.unit.name, lambda one: one.unit.hospital.name)


class FilterForm(forms.Form):
    """What the board can be narrowed to."""

    unit = forms.ChoiceField(required=False)
    procedure = forms.ChoiceField(label="Operation", required=False)
    surgeon = forms.ChoiceField(required=False)
    show = forms.ChoiceField(label="What is missing", required=False)
    whose = forms.ChoiceField(label="Who sees to it", required=False, choices=[("", "Anyone"), *WHOSE.items()])

    def __init__(self, reader: User, filters: Filters) -> None:
        super().__init__(initial=filters.asked, auto_id="filter-%s")
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"
        units = list(Unit.objects.for_staff(reader, *CARE).select_related("hospital").order_by("name", "pk"))
        planned = Surgery.objects.filter(unit__in=units).planned()
        surgeons = planned.exclude(surgeon="").order_by("surgeon").values_list("surgeon", flat=True).distinct()
        self._offer("unit", "All units", [(unit.pk, words) for unit, words in unit_names(units)])
        self._offer("procedure", "All operations", [(one.pk, words) for one, words in procedure_names(units)])
        self._offer("surgeon", "All surgeons", [(name, name) for name in merged(surgeons)])
        self._offer("show", "Everyone", [(word, one.name) for word, one in problems(clock.now()).items()])

    def _offer(self, name: str, everything: str, choices: Iterable[tuple[object, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - it stands above
        field.choices = [("", everything), *choices]
