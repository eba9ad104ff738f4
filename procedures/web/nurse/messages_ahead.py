"""Every message to the patient of one surgery: what was sent, what is to come, and what a move would bring."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from procedures.checklists.models import Surgery
from procedures.checklists.refused import Refused
from procedures.checklists.rescheduling import reschedule
from procedures.hospitals.models import Role
from procedures.messaging.previewing import Outlook, outlook, rehearse
from procedures.web import clock
from procedures.web.access import CARE, StaffRequest, staff_only
from procedures.web.nurse.outlook_page import outlook_page
from procedures.web.nurse.rescheduling import planned_now
from procedures.web.nurse.surgeries import surgeries_for
from procedures.web.nurse.surgery_form import SurgeryDatesForm
from procedures.web.nurse.surgery_page import messages_of


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*CARE)
def messages_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Show what was sent and what comes; after a POST, what would come if the operation moved. Nothing is saved."""
    roles = (Role.NURSE,) if request.method == "POST" else CARE
    surgery = get_object_or_404(surgeries_for(request.user, *roles), pk=pk)
    hospital, now = surgery.unit.hospital, clock.now()
    form = SurgeryDatesForm(request.POST or None, hospital=hospital, initial=planned_now(surgery))
    moved = _if_moved(request, surgery, form) if request.method == "POST" and form.is_valid() else None
    found = moved or outlook(surgery.patient, now=now)
    context = {
        "surgery": surgery,
        "zone": surgery.zone,
        "form": form,
        "may_act": request.user.holds(Role.NURSE, unit=surgery.unit) and surgery.status == Surgery.Status.PLANNED,
        "moved_to": form.cleaned_data["surgery_date"] if moved else None,
        "outlook": outlook_page(found, surgery.patient, zone=surgery.zone, asker=request.user),
        "deliveries": messages_of(surgery, request.user),
    }
    return render(request, "surgeries/messages_ahead.html", context)


def _if_moved(request: StaffRequest, surgery: Surgery, form: SurgeryDatesForm) -> Outlook | None:
    """What would come after a move; None, with the reason on the form, where it is refused."""
    now = clock.now()

    def act() -> Surgery:
        there = Surgery.objects.select_related("patient", "unit__hospital", "procedure").get(pk=surgery.pk)
        reschedule(there, by=request.user, now=now, **form.dates)
        return there

    try:
        return rehearse(act, now=now)
    except Refused as error:
        form.add_error(None, str(error))
    return None


urlpatterns = [path("surgeries/<int:pk>/messages/", messages_page, name="surgery-messages")]
