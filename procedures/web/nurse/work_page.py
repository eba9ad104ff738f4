"""What needs a nurse: all open work items, by deadline and counted by age; and the closed ones, to be found again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from procedures.checklists.models import WorkItem
from procedures.checklists.models.work_item import WorkItemQuerySet
from procedures.hospitals.models import Unit
from procedures.patients.finding import matching
from procedures.patients.models import Patient
from procedures.web import clock
from procedures.web.access import CARE, StaffRequest, staff_only
from procedures.web.nurse.concerns import Concern, concerns_of

A_PAGE = 50
SEARCH, LONGEST = "work_search", 120  # kept in the session: names do not belong into addresses and logs
WHOSE = ("mine", "nobodys", "closed")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
Kind = WorkItem.Kind
# What a nurse calls the kinds, several of them by one word.
KINDS = {
    "asked": (
        "Asked or written by the patient",
        (Kind.QUESTION, Kind.MESSAGE, Kind.VISIT_TIME, Kind.RIDE, Kind.ASKED_BACK, Kind.CHECK_IN),
    ),
    "steps": ("Missed, or not ticked in time", (Kind.MISSED, Kind.NOT_TICKED)),
    "messages": (
        "Failed messages",
        (Kind.TOO_LATE, Kind.NOT_YET, Kind.UNDELIVERABLE, Kind.UNKNOWN, Kind.PHONE_PATIENT),
    ),
    "medicines": ("Medicines, and steps to confirm", (Kind.MEDICINES, Kind.CONFLICT, Kind.CONFIRM_STEP)),
    "visits": ("Visits", (Kind.VISIT, Kind.VISIT_UNBOOKED)),
    "moved": ("After a change of date or hour", (Kind.JUDGE_AGAIN, Kind.CLOCK_CHANGE)),
    "opened": ("Records opened in an emergency", (Kind.OPENED,)),
}


@dataclass(frozen=True, slots=True)
class Age:
    """How many have been waiting for so long."""

    words: str
    count: int


def ages_of(concerns: Sequence[Concern], *, now: datetime) -> list[Age]:
    """Counts by how long ago each was raised, the longest last; what nobody waits for so long is left out."""
    steps = (("under an hour", HOUR), ("under a day", DAY), ("1 to 3 days", 3 * DAY), ("longer", timedelta.max))
    counts = dict.fromkeys((words for words, _ in steps), 0)
    for concern in concerns:
        waited = now - concern.item.raised_at
        counts[next(words for words, limit in steps if waited < limit)] += 1
    return [Age(words, count) for words, count in counts.items() if count]


@staff_only(*CARE)
def work_list(request: StaffRequest) -> HttpResponse:
    """All open work items, or one's own, or nobody's: the urgent first, then by deadline. Or the closed."""
    now = clock.now()
    whose = request.GET.get("whose", "") if request.GET.get("whose") in WHOSE else ""
    kind = request.GET.get("kind", "") if request.GET.get("kind") in KINDS else ""
    search = str(request.session.get(SEARCH, "")) if request.GET.get("searched") else ""
    mine = WorkItem.objects.for_staff(request.user, *CARE)
    found = _fitting(mine, request, kind=kind, search=search)
    asked = {name: value for name, value in (("kind", kind), ("searched", "1" if search else "")) if value}
    context = {"whose": whose, "kind": kind, "kinds": KINDS, "search": search, "now": now, "asked": urlencode(asked)}
    if whose == "closed":
        rows = found.filter(closed_at__isnull=False).order_by("-closed_at", "-pk")
        rows = rows.select_related("surgery__patient", "surgery__procedure", "surgery__unit__hospital", "closed_by")
        return render(request, "board/closed.html", context | {"rows": _page(request, rows)})
    everything = concerns_of(found, request.user, now=now)
    shown = [one for one in everything if _is_shown(one, whose)]
    context |= {
        "concerns": _page(request, shown),
        "total": len(everything),
        "late": sum(one.is_overdue for one in shown),
        "ages": ages_of(shown, now=now),
        "origin": "work",
    }
    return render(request, "board/work_list.html", context)


@require_POST
@staff_only(*CARE)
def search_work(request: StaffRequest) -> HttpResponse:
    """Look for a patient among the open ones, or among the closed."""
    words = " ".join(request.POST.get("search", "").replace("\0", " ").split())[:LONGEST]
    request.session[SEARCH] = words
    kept = {name: request.POST[name] for name in ("whose", "kind") if request.POST.get(name)}
    return redirect(f"{reverse('work-list')}?{urlencode(kept | ({'searched': 1} if words else {}))}")


def _fitting(found: WorkItemQuerySet, request: StaffRequest, *, kind: str, search: str) -> WorkItemQuerySet:
    if kind:
        found = found.filter(kind__in=KINDS[kind][1])
    if search:
        unit = Unit.objects.for_staff(request.user, *CARE).select_related("hospital").first()
        patients = Patient.objects.filter(matching(search, country=unit.hospital.country if unit else ""))
        found = found.filter(surgery__patient__in=patients.values("pk"))
    return found


def _is_shown(concern: Concern, whose: str) -> bool:
    if whose == "mine":
        return concern.is_mine or concern.is_raised_to_me
    return whose != "nobodys" or concern.item.owner_id is None


def _page(request: StaffRequest, rows: "Sequence[Concern] | WorkItemQuerySet") -> Page:  # type: ignore[type-arg]
    return Paginator(rows, A_PAGE).get_page(request.GET.get("page"))


urlpatterns = [
    path("work/", work_list, name="work-list"),
    path("work/search/", search_work, name="work-search"),
]
