"""Notes about a patient, for colleagues."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from procedures.checklists.noting import LONGEST_NOTE, note
from procedures.checklists.refused import Refused
from procedures.hospitals.models import Role
from procedures.web import clock
from procedures.web.access import StaffRequest, staff_only
from procedures.web.nurse.surgeries import surgeries_for


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.NURSE)
def note_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Write a note. What cannot be saved stays in its field, with what to do about it."""
    surgery = get_object_or_404(surgeries_for(request.user, Role.NURSE), pk=pk)
    words, problem = request.POST.get("words", ""), ""
    if request.method == "POST":
        try:
            note(surgery, words, by=request.user, now=clock.now())
            messages.success(request, "The note is saved.")
            return redirect(f"{reverse('surgery', args=[pk])}#notes")
        except Refused as refused:
            problem = str(refused)
    context = {"surgery": surgery, "words": words, "problem": problem, "longest": LONGEST_NOTE}
    return render(request, "surgeries/note.html", context)


urlpatterns = [path("surgeries/<int:pk>/notes/", note_page, name="surgery-note")]
