"""The nurse's board. It looks for news every few seconds, and leaves the page alone while there is none."""

from collections.abc import Sequence

from django.http import HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from procedures.checklists.lacking import problems
from procedures.checklists.models import SavedView
from procedures.hospitals.models import Unit, User
from procedures.web import clock
from procedures.web.access import CARE, StaffRequest, staff_only
from procedures.web.nurse.board_filter_form import FilterForm, procedure_names, unit_names
from procedures.web.nurse.board_filters import LONGEST, Filters
from procedures.web.nurse.board_page import board_page
from procedures.web.nurse.board_window import Place
from procedures.web.nurse.telling_apart import told_apart

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
    context |= {"views": views_of(request.user)}
    return render(request, "board/board.html", context | {"chosen": chosen(filters, page.units)})


def filters_of(request: StaffRequest) -> Filters:
    """What the address asks for, and what was searched for last, if the address says that this is a search."""
    search = str(request.session.get(SEARCH, "")) if request.GET.get("searched") else ""
    return Filters.of(request.GET, now=clock.now(), search=search)


def chosen(filters: Filters, units: Sequence[Unit]) -> list[tuple[str, str]]:
    """The filters in use that have no button of their own, in words, each with the address of the board without it."""
    names: dict[str, str] = {"surgeon": filters.surgeon}
    if filters.unit:
        mine = {unit.pk: words for unit, words in unit_names(units)}
        names["unit"] = mine.get(filters.unit, "a unit that is not yours")
    if filters.procedure:
        known = {one.pk: words for one, words in procedure_names(units)}
        names["procedure"] = known.get(filters.procedure, "an operation that is not there")
    if filters.show and filters.show != "not-ready":
        names["show"] = problems(clock.now())[filters.show].name
    if filters.search:
        names["search"] = f"“{filters.search}”"
    return [(words, filters.without(name).query) for name, words in names.items() if words]


def views_of(reader: User) -> list[tuple[SavedView, str]]:
    """The named views that `reader` sees, each under a name of its own. Two that show the same are one: the own one."""
    found = SavedView.objects.for_staff(reader).select_related("user")
    own_first = sorted(found, key=lambda view: view.user_id != reader.pk)
    kept: dict[tuple[str, str], SavedView] = {}
    for view in own_first:
        kept.setdefault((view.name.casefold(), view.query), view)
    return told_apart(
        sorted(kept.values(), key=lambda view: (view.name.casefold(), view.pk)),
        lambda view: view.name if view.user_id == reader.pk else f"{view.name} · {view.user}",
        lambda view: view.user.username,
    )


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
