"""Assigning: a patient, an operation and its visits become a checklist, all in one step or not at all."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_POST

from procedures.checklists.beside import Conflict
from procedures.hospitals.models import Role
from procedures.web.access import StaffRequest, staff_only
from procedures.web.nurse.assigning_acts import Ahead, carry_out, look_ahead
from procedures.web.nurse.assigning_page import AssigningPage, Typed
from procedures.web.nurse.assigning_whom import patient_asked_for, patient_taken, patients_found
from procedures.web.nurse.conflicts import shown_to
from procedures.web.nurse.rest_days import warn_of_rest_after
from procedures.web.nurse.surgery_form import assignable
from procedures.web.searches import keep_search


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.NURSE)
def assign_page(request: StaffRequest) -> HttpResponse:
    """Show the form; take it; or add one more row for a visit, which works without JavaScript too."""
    user = request.user
    templates = assignable(user)
    if not templates:
        return render(request, "assigning/nothing_published.html")
    if request.method != "POST":
        return _show(request, AssigningPage(templates, asker=user, patient=patient_asked_for(request)))
    if typed := _half_done(request):
        return _show(request, AssigningPage(templates, asker=user, typed=typed))
    page = AssigningPage(templates, request.POST, asker=user)
    conflicts: list[Conflict] = []
    if "look_ahead" in request.POST:
        return _show(request, page, look_ahead(page, request) if page.is_valid() else None)
    has_seen = "has_seen_conflicts" in request.POST
    surgery = carry_out(page, conflicts, has_seen=has_seen, by=user) if page.is_valid() else None
    if surgery is None:
        return _show(request, page, conflicts=conflicts)
    if page.patient_form.details.channels:
        messages.success(
            request, f"{surgery.patient} has the list. The first message goes out now, or after the night."
        )
    else:
        messages.warning(
            request, f"{surgery.patient} agreed to no messages. Phone them, and give them the list on paper."
        )
    warn_of_rest_after(request, surgery)
    return redirect("surgery", surgery.pk)


@require_POST
@staff_only(Role.NURSE)
def find_patient(request: StaffRequest) -> HttpResponse:
    """Look for a patient who is known here, before the form is filled in."""
    words = keep_search(request, "assign")
    return redirect(f"{reverse('assign')}{'?searched=1' if words else ''}")


def _half_done(request: StaffRequest) -> Typed | None:
    """The form as it was typed, where it is not to be checked yet: with a row more, or about the patient it is."""
    if "add_visit" in request.POST:
        return Typed(request.POST).add_visit()
    if taken := patient_taken(request):
        said = f"This is what is known of {taken}. Check it, then assign. The operation is as you typed it."
        messages.info(request, said)
        return Typed(request.POST).about(taken)
    return None


def _show(
    request: StaffRequest, page: AssigningPage, ahead: Ahead | None = None, *, conflicts: Sequence[Conflict] = ()
) -> HttpResponse:
    context = {
        "page": page,
        "problems": list(page.problems()),
        "ahead": ahead,
        "other_day": request.POST.get("other_day", "")[:10],
        "conflicts": shown_to(request.user, [*conflicts, *(ahead.conflicts if ahead else ())]),
        "must_be_seen": bool(conflicts),
    }
    return render(request, "assigning/assign.html", context | patients_found(request))


urlpatterns = [
    path("assign/", assign_page, name="assign"),
    path("assign/find/", find_patient, name="assign-find"),
]
