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
        units = list(Unit.objects.for_staff(reader, *CARE).order_by("name"))
        planned = Surgery.objects.filter(unit__in=units).planned()
        surgeons = planned.exclude(surgeon="").order_by("surgeon").values_list("surgeon", flat=True).distinct()
        procedures = Procedure.objects.filter(unit__in=units).order_by("name").values_list("pk", "name")
        self._offer("unit", "All units", [(unit.pk, unit.name) for unit in units])
        self._offer("procedure", "All operations", procedures)
        self._offer("surgeon", "All surgeons", [(name, name) for name in surgeons])
        self._offer("show", "Everyone", [(word, one.name) for word, one in problems(clock.now()).items()])

    def _offer(self, name: str, everything: str, choices: Iterable[tuple[object, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - it stands above
        field.choices = [("", everything), *choices]
