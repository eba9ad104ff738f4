"""Refuses a request whose body is far larger than anything that these pages take, before a byte of it is kept."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# A document of more than 10 MB is told so beside its field. What is still larger is no slip: whoever is not even
# signed in could fill the disk with it, since a file is written down before anybody asks who sends it.
MOST = 64 * 1024 * 1024


class BodyLimit:
    """Middleware: 413 for what is too large by its own word. A body is never read beyond that word."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isascii() and length.isdecimal() and (len(length) > 15 or int(length) > MOST):
            return render(request, "413.html", status=413)
        return self.get_response(request)
