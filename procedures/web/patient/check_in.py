"""How are you today? The questions after an operation, each of which may be left out."""

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from procedures.checklists.checking_in import LONGEST_WORDS, SENSIBLE, Answers, check_in, limits_of
from procedures.checklists.models import CheckIn, CheckInLimits, ChecklistItem, Surgery
from procedures.checklists.refused import Refused
from procedures.web import clock
from procedures.web.patient.access import PatientRequest, caregiver_of, language_of, patient_only
from procedures.web.patient.list_again import list_address
from procedures.web.patient.signs import signs_of
from procedures.web.patient.times import Wall

PAIN = [(str(number), str(number)) for number in range(11)]
WOUND = [
    (CheckIn.Wound.WELL.value, gettext_lazy("Dry, and no worse than before")),
    (CheckIn.Wound.WORSE.value, gettext_lazy("Redder, more swollen, warmer, open or leaking")),
    (CheckIn.Wound.UNSEEN.value, gettext_lazy("I cannot see it")),
]


class CheckInForm(forms.Form):
    """All of it may be left out; `unit` is the one in which this hospital's patients measure."""

    pain = forms.ChoiceField(choices=PAIN, required=False, widget=forms.RadioSelect)
    temperature = forms.CharField(required=False, max_length=8)
    wound = forms.ChoiceField(choices=WOUND, required=False, widget=forms.RadioSelect)
    words = forms.CharField(required=False, max_length=LONGEST_WORDS, widget=forms.Textarea)

    def __init__(self, *args: Any, unit: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = CheckInLimits.Unit(unit)

    def clean_temperature(self) -> Decimal | None:
        """Read "38,4" and "38.4 °C" alike.

        :raises ValidationError: for what no thermometer shows in this unit.
        """
        said = self.cleaned_data["temperature"].lower().strip(" °cf").replace(",", ".")
        if not said:
            return None
        figures = said.replace(".", "", 1)
        if not (figures.isascii() and figures.isdigit()):
            raise ValidationError(
                _("Write the temperature in figures, such as %(example)s.") % {"example": self.example}
            )
        degrees = Decimal(said).quantize(Decimal("0.1"))
        least, most = SENSIBLE[self.unit]
        if not least <= degrees <= most:
            told = {"unit": self.unit.label, "example": self.example}
            raise ValidationError(_("Please check the temperature. Write it in %(unit)s, such as %(example)s.") % told)
        return degrees

    @property
    def example(self) -> str:
        """A temperature of a healthy person, as an example of how to write one."""
        return "98.6" if self.unit == CheckInLimits.Unit.FAHRENHEIT else "36.8"

    def answers(self) -> Answers:
        """What was answered."""
        pain = self.cleaned_data["pain"]
        return Answers(
            pain=int(pain) if pain else None,
            temperature=self.cleaned_data["temperature"],
            wound=self.cleaned_data["wound"],
            words=self.cleaned_data["words"].replace("\0", " ").strip(),
        )


@require_http_methods(["GET", "HEAD", "POST"])
@patient_only
def check_in_page(request: PatientRequest, surgery_id: int) -> HttpResponse:
    """Ask; then tell at once what to do now."""
    mine = Surgery.objects.filter(patient=request.patient).select_related("unit__hospital", "procedure")
    surgery, now = get_object_or_404(mine, pk=surgery_id), clock.now()
    form = CheckInForm(request.POST if request.method == "POST" else None, unit=limits_of(surgery).unit)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            kept = check_in(surgery, form.answers(), caregiver=caregiver_of(request), now=now)
        except Refused as refused:
            problem = _(str(refused))
        else:
            _tell(request, surgery, kept)
            return redirect(f"{list_address(surgery.pk)}#said")
    return render(request, "patient/check_in.html", _context(request, surgery, form, problem))


def _tell(request: PatientRequest, surgery: Surgery, kept: CheckIn) -> None:
    """What to do now. What the warning signs ask for stands beside it, whatever was answered."""
    telephone = surgery.unit.telephone.as_national
    messages.success(request, _("Thank you. We have written it down."))
    if kept.nurse_was_told:
        said = _("Your nurse will read it. Do you feel worse, or worried? Do not wait. Call us now: %(telephone)s")
        messages.warning(request, said % {"telephone": telephone})
    else:
        said = _("Nobody reads this at once. If you feel worse, call us: %(telephone)s")
        messages.info(request, said % {"telephone": telephone})


def _context(request: PatientRequest, surgery: Surgery, form: CheckInForm, problem: str) -> dict[str, Any]:
    wall = Wall(
        surgery.zone, language_of(request, request.reader), surgery.surgery_date, surgery.starts_at, clock.now()
    )
    flags = ChecklistItem.objects.standing().filter(checklist__surgery=surgery, is_red_flag=True).order_by("number")
    signs = signs_of(flags, emergency_number=surgery.unit.hospital.emergency_number, wall=wall)
    page = {"surgery": surgery, "red_flags": signs}
    return {
        "form": form,
        "problem": problem,
        "page": page,
        "patient": request.patient,
        "back": list_address(surgery.pk),
    }


urlpatterns = [path("my/operations/<int:surgery_id>/check-in/", check_in_page, name="my-check-in")]
