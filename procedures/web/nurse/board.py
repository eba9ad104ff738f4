"""The nurse's board. It looks for news every few seconds, and leaves the page alone while there is none."""

from collections.abc import Sequence

from django.http import HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from procedures.catalog.models import Procedure
from procedures.checklists.lacking import problems
from procedures.checklists.models import SavedView
from procedures.hospitals.models import Unit
from procedures.web import clock
from procedures.web.access import CARE, StaffRequest, staff_only
from procedures.web.nurse.board_filter_form import FilterForm
from procedures.web.nurse.board_filters import LONGEST, Filters
from procedures.web.nurse.board_page import board_page
from procedures.web.nurse.board_window import Place

SEARCH = "board_search"  # kept in the session: names do not belong into addresses and logs


@staff_only(*CARE)
def board(request: StaffRequest) -> HttpResponse:
    """The whole page; to the page itself only the part that lives, or 304 where it shows the same already."""
    now = clock.now()
    filters = filters_of(request)
    word = request.GET.get("from", "")
    place = Place.of(word)
    page = board_page(request.user, now=now, filters=filters, place=place)
    etag = f'"{page.seal}"'
    if request.htmx and request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified()
    context = {"page": page, "now": now, "filters": filters, "etag": etag, "from": word if place else ""}
    if request.htmx:
        return render(request, "board/live.html", context)
    context |= {"views": list(SavedView.objects.for_staff(request.user).select_related("user", "unit"))}
    return render(request, "board/board.html", context | {"chosen": chosen(filters, page.units)})


def filters_of(request: StaffRequest) -> Filters:
    """What the address asks for, and what was searched for last, if the address says that this is a search."""
    search = str(request.session.get(SEARCH, "")) if request.GET.get("searched") else ""
    return Filters.of(request.GET, now=clock.now(), search=search)


def chosen(filters: Filters, units: Sequence[Unit]) -> list[tuple[str, str]]:
    """The filters in use that have no button of their own, in words, each with the address of the board without it."""
    names: dict[str, str] = {"surgeon": filters.surgeon}
    if filters.unit:
        names["unit"] = next((unit.name for unit in units if unit.pk == filters.unit), "a unit that is not yours")
    if filters.procedure:
        known = Procedure.objects.filter(unit__in=units, pk=filters.procedure).first()
        names["procedure"] = known.name if known else "an operation that is not there"
    if filters.show and filters.show != "not-ready":
        names["show"] = problems(clock.now())[filters.show].name
    if filters.search:
        names["search"] = f"“{filters.search}”"
    return [(words, filters.without(name).query) for name, words in names.items() if words]


@require_POST
@staff_only(*CARE)
def search(request: StaffRequest) -> HttpResponse:
    """Look for a patient on the board, with the filters as they are."""
    request.session[SEARCH] = request.POST.get("search", "")[:LONGEST]
    filters = Filters.of(request.POST, now=clock.now(), search=request.session[SEARCH])
    return redirect(f"{reverse('board')}?{filters.query}")


@staff_only(*CARE)
def filter_page(request: StaffRequest) -> HttpResponse:
    """Everything that the board can be narrowed to, as a page, or to the board as a part of it."""
    filters = filters_of(request)
    template = "board/filter_form.html" if request.htmx else "board/filter.html"
    return render(request, template, {"form": FilterForm(request.user, filters), "filters": filters})


urlpatterns = [
    path("board/", board, name="board"),
    path("board/search/", search, name="board-search"),
    path("board/filter/", filter_page, name="board-filter"),
]
