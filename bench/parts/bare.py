"""What a page costs with nothing looked up: the same template, filled from constants, behind the same middleware."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

SAME: dict[str, Any] = {}  # "template" and "context", as a real answer had them


def bare(request: HttpRequest) -> HttpResponse:
    return render(request, SAME["template"], SAME["context"])


urlpatterns = [path("bare/", bare), path("", include("prepapp.urls"))]
