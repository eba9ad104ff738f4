"""Who looked at one patient, how often, and what they did: what a patient may ask of a hospital."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min, Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from procedures.audit.acts import Act
from procedures.audit.models import AuditEntry, AuditEntryQuerySet
from procedures.audit.recording import record
from procedures.hospitals.models import Membership, Role, Unit
from procedures.web import clock
from procedures.web.access import StaffRequest, staff_only
from procedures.web.auditor.lines import by_nobody, names_of, page_of

COLUMNS = ["Number", "When", "Who", "What", "More"]


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who looked or did something. `works_there` is None for who is none of the staff."""

    who: str
    count: int
    first: datetime
    last: datetime
    emergencies: int
    works_there: bool | None


@require_safe
@staff_only(Role.AUDITOR)
def patient_trail(request: StaffRequest, pk: int) -> HttpResponse:
    """The people first, then every entry. The patient stands here by number, as everywhere in the trail."""
    units = Unit.objects.for_staff(request.user, Role.AUDITOR)
    entries = AuditEntry.objects.for_staff(request.user).filter(patient_id=pk)
    there = list(units.filter(patients=pk).select_related("hospital").order_by("pk"))
    if not there and not entries.exists():  # erased patients have entries, and no unit any more
        raise Http404
    context = {
        "patient_id": pk,
        "where": ", ".join(str(unit) for unit in there) or "No longer held here",
        "people": _people(entries, there),
        "columns": COLUMNS,
    } | page_of(entries, request)
    record(Act.TRAIL_READ, by=request.user, now=clock.now(), about=pk)
    return render(request, "auditor/patient.html", context)


def _people(entries: AuditEntryQuerySet, units: list[Unit]) -> list[Person]:
    """Who came most often first. Three queries, however long the trail."""
    told = entries.order_by().values("by_id", "by_label")
    sums = list(
        told.annotate(
            count=Count("pk"), first=Min("at"), last=Max("at"), emergencies=Count("pk", filter=Q(act=Act.BREAK_GLASS))
        ).order_by("-count", "by_id", "by_label")
    )
    names = names_of(one["by_id"] for one in sums)
    there = set(Membership.objects.standing().filter(unit__in=units).values_list("user", flat=True))
    return [
        Person(
            who=names.get(one["by_id"] or 0) or by_nobody(one["by_label"]),
            count=one["count"],
            first=one["first"],
            last=one["last"],
            emergencies=one["emergencies"],
            works_there=one["by_id"] in there if one["by_id"] else None,
        )
        for one in sums
    ]


urlpatterns = [path("audit/patients/<int:pk>/", patient_trail, name="audit-patient")]
