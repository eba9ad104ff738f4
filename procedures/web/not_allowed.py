"""Whoever opens an address that only takes what a button sends is told so in words, and where to go.

A browser reads and sends. Whatever else HTTP knows (TRACE, PUT, DELETE, and made-up words) reaches no view.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.http.response import HttpResponseNotAllowed
from django.shortcuts import render

from procedures.web.speaking import PATIENTS

METHODS = ("GET", "HEAD", "OPTIONS", "POST")


class NotAllowedPage:
    """Middleware: lets only `METHODS` in, and puts a page in place of Django's empty 405, for browsers.

    Programs get the bare answer.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request) if request.method in METHODS else HttpResponseNotAllowed(METHODS)
        if not isinstance(response, HttpResponseNotAllowed) or "text/html" not in request.headers.get("Accept", ""):
            return response
        template = "patient/not_allowed.html" if request.path_info.startswith(PATIENTS) else "405.html"
        page = render(request, template, status=405)
        page.headers["Allow"] = response.headers["Allow"]
        return page
