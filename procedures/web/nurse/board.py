"""The nurse's board. It looks for news every few seconds, and leaves the page alone while there is none."""

import hashlib

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path

from procedures.web import clock
from procedures.web.access import CARE, StaffRequest, staff_only
from procedures.web.nurse.board_page import board_page

LONGEST_SEARCH = 100


@staff_only(*CARE)
def board(request: StaffRequest) -> HttpResponse:
    """The whole page; to the page itself only the rows, or 204 where `seen` says that it shows these already."""
    search = request.GET.get("search", "")[:LONGEST_SEARCH].strip()
    only_open = request.GET.get("show") == "not-ready"
    now = clock.now()
    page = board_page(request.user, now=now, search=search, only_open=only_open)
    context = {"page": page, "now": now, "search": search, "only_open": only_open}
    rows = render_to_string("board/rows.html", context, request)
    seen = hashlib.sha256(rows.encode()).hexdigest()[:16]
    if request.htmx and request.GET.get("seen") == seen:
        return HttpResponse(status=204)
    template = "board/live.html" if request.htmx else "board/board.html"
    return render(request, template, context | {"rows": rows, "seen": seen})


urlpatterns = [path("board/", board, name="board")]
