"""The assigning form as one thing: patient, operation and visits, filled in, checked and shown together."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.forms import BaseFormSet

from procedures.catalog.models import ChecklistTemplate
from procedures.checklists.assigning import Assignment, Visit
from procedures.checklists.models import Appointment, Surgery
from procedures.hospitals.models import Hospital, User
from procedures.patients.models import Patient
from procedures.web.nurse.known_patient import questions_about
from procedures.web.nurse.patient_form import PatientForm, values_of
from procedures.web.nurse.surgery_form import SurgeryForm
from procedures.web.nurse.visit_forms import MOST, USUAL, VisitForm, VisitFormSet, problems_of_visits, wrong_side_words
from procedures.web.problems import Problem, problems_of


class AssigningPage:
    """The forms: empty, with what is known of `patient`, with what was typed so far, or filled in to be checked."""

    def __init__(
        self,
        templates: list[ChecklistTemplate],
        data: Mapping[str, Any] | None = None,
        *,
        asker: User,
        patient: Patient | None = None,
        typed: "Typed | None" = None,
    ) -> None:
        self.asker = asker
        entries: Mapping[str, Any] = data or (typed.entries if typed else {})
        self.hospital = _hospital(templates, str(entries.get("surgery-template", "")), patient)
        known = values_of(patient) if patient else None
        self.patient_form = PatientForm(data, hospital=self.hospital, initial=typed.patient if typed else known)
        self.surgery_form = SurgeryForm(
            data,
            hospital=self.hospital,
            templates=templates,
            initial=typed.surgery if typed else {"place": _usual_place(templates, patient)},
        )
        self.visits: BaseFormSet[VisitForm] = VisitFormSet(
            data,
            prefix="visits",
            initial=typed.visits if typed else [{"kind": kind} for kind in USUAL],
            form_kwargs={"hospital": self.hospital},
        )

    def is_valid(self) -> bool:
        """Check everything, so that all errors are told at once."""
        forms_are_valid = [form.is_valid() for form in (self.patient_form, self.surgery_form, self.visits)]
        return all(forms_are_valid) and self._is_answered() and self._do_visits_fit()

    @property
    def template(self) -> ChecklistTemplate:
        """The one chosen."""
        return self.surgery_form.templates[self.surgery_form.cleaned_data["template"]]

    @property
    def assignment(self) -> Assignment:
        """What was filled in, once it is valid."""
        return Assignment(
            template=self.template,
            place=self.surgery_form.cleaned_data["place"],
            surgeon=self.surgery_form.cleaned_data["surgeon"],
            visits=tuple(
                Visit(
                    kind=form.cleaned_data["kind"],
                    visit_date=form.cleaned_data["visit_date"],
                    visit_time=form.cleaned_data["visit_time"],
                    place=form.cleaned_data["place"],
                )
                for form in self.visits
                if form.is_filled
            ),
            **self.surgery_form.dates,
        )

    def problems(self) -> Iterator[Problem]:
        """Every error on the page, in its order."""
        yield from problems_of(self.patient_form)
        yield from problems_of(self.surgery_form)
        yield from problems_of_visits(self.visits)

    def _is_answered(self) -> bool:
        """Nobody is written down twice by accident, and nothing about a known patient changes unasked."""
        form = self.patient_form
        said = {name: form.cleaned_data[name] for name in ("who", "whose_phone")}
        questions = questions_about(form.details, said, hospital=self.hospital, asker=self.asker)
        for question in questions:
            form.ask(question)
        return not questions

    def _do_visits_fit(self) -> bool:
        """Visits beside each other, and beside the operation."""
        seen: set[tuple[object, ...]] = set()
        for form in self.visits:
            values = form.cleaned_data
            key = (values["visit_date"], values["visit_time"]) if form.is_filled else None
            if key in seen:
                form.add_error("visit_time", "Another visit is at the same time. Check both.")
            if key:
                seen.add(key)
                surgery_date = self.surgery_form.cleaned_data["surgery_date"]
                if words := wrong_side_words(values["kind"], values["visit_date"], surgery_date):
                    form.add_error("visit_date", words)
        return not any(form.errors for form in self.visits)


class Typed:
    """What stands in a form that is not to be checked yet, as it was typed."""

    def __init__(self, entries: Mapping[str, Any]) -> None:
        self.entries = entries
        self.patient = self._of("patient", PatientForm.base_fields)
        self.surgery = self._of("surgery", SurgeryForm.base_fields)
        rows = (self._of(f"visits-{number}", VisitForm.base_fields) for number in range(MOST))
        self.visits = [row for row in rows if row]

    def add_visit(self) -> "Typed":
        """Make room for one more visit."""
        if len(self.visits) < MOST:
            self.visits.append({"kind": Appointment.Kind.OTHER})
        return self

    def about(self, patient: Patient) -> "Typed":
        """The same operation, of `patient` as they are known."""
        self.patient = values_of(patient)
        return self

    def _of(self, prefix: str, names: Iterable[str]) -> dict[str, Any]:
        keys = {name: f"{prefix}-{name}" for name in names}
        return {name: self.entries[key] for name, key in keys.items() if key in self.entries}


def _hospital(templates: list[ChecklistTemplate], chosen: str, patient: Patient | None) -> Hospital:
    """The hospital of the operation that was chosen; before that, the patient's, or the first there is."""
    units = [each.procedure.unit for each in templates if str(each.pk) == chosen]
    units += [each.procedure.unit for each in templates if patient and each.procedure.unit.hospital == patient.hospital]
    return (units or [templates[0].procedure.unit])[0].hospital


def _usual_place(templates: list[ChecklistTemplate], patient: Patient | None) -> str:
    """Where the last patient of the unit was told to come; "" where there are several units to choose from.

    Of a patient who is known, only the units of the same hospital can be meant.
    """
    fitting = [
        each.procedure.unit for each in templates if patient is None or each.procedure.unit.hospital == patient.hospital
    ]
    units = {unit.pk for unit in fitting}
    if len(units) > 1:
        return ""
    given = Surgery.objects.filter(unit__in=units).exclude(place="").order_by("-created_at", "-pk")
    return given.values_list("place", flat=True).first() or ""
