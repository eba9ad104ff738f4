"""What a patient tells of a step that was missed: one of three plain choices, own words; and taking it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from procedures.checklists.refused import Refused
from procedures.checklists.ticking import report_missed
from procedures.web import clock
from procedures.web.patient.access import PatientRequest, caregiver_of, patient_only
from procedures.web.patient.acts import back_to, if_soon_call, item_of, one_line
from procedures.web.patient.list_again import list_unsent
from procedures.web.patient.told import HOW


@require_POST
@patient_only
def miss_item(request: PatientRequest, item_id: int) -> HttpResponse:
    """Tell that it was missed, or done differently, or tell that anew. It goes to a nurse."""
    item, now = item_of(request, item_id), clock.now()
    how, words = request.POST.get("how", ""), one_line(request, "note")
    if how not in HOW:
        messages.error(request, _("Choose what happened first, then send it."))
        return list_unsent(request, item, words)
    try:
        said = f"{HOW[how][0]} {words}".strip()
        report_missed(item, by=None, caregiver=caregiver_of(request), note=said, now=now)
    except Refused as refused:
        messages.error(request, _(str(refused)))
    else:
        messages.success(request, _("Thank you for telling us. Your nurse will look at it."))
        if_soon_call(request, item.checklist.surgery, now)
    return back_to(request, item)


urlpatterns = [path("my/items/<int:item_id>/missed/", miss_item, name="item-missed")]
