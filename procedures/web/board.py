"""The nurse's board."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from procedures.web.access import CARE, StaffRequest, staff_only


@staff_only(*CARE)
def board(request: StaffRequest) -> HttpResponse:
    """Who is not ready, soonest surgery first."""
    return render(request, "board/board.html")


urlpatterns = [path("board/", board, name="board")]
