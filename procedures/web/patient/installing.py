"""The list as a page to install: its name and icons, and the script that shows it without a network."""

import hashlib

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

# What the list needs to be shown and used: the whole of it, or it would come up without its colours.
ASSETS = (
    "css/tokens.css",
    "css/dark.css",
    "css/base.css",
    "css/patient.css",
    "css/patient-now.css",
    "css/patient-list.css",
    "css/patient-around.css",
    "css/patient-flags.css",
    "css/patient-narrow.css",
    "django_htmx/htmx-2.min.js",
    "js/patient.js",
    "js/patient-offline.js",
    "icons/mark.svg",
)
ICONS = (
    ("icons/192.png", "192x192", "any"),
    ("icons/512.png", "512x512", "any"),
    ("icons/512-whole.png", "512x512", "maskable"),
)


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """What a phone needs to put the list among its apps. It names no hospital: others see that screen too."""
    told = {
        "id": reverse("patient-list"),
        "name": _("My list"),
        "short_name": _("My list"),
        "start_url": reverse("patient-list"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#f7f5f0",
        "theme_color": "#0b5563",
        "icons": [
            {"src": static(src), "sizes": sizes, "type": "image/png", "purpose": use} for src, sizes, use in ICONS
        ],
    }
    return JsonResponse(told, content_type="application/manifest+json")


@never_cache
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script. Its version is that of the files it keeps, so that a new release replaces them together."""
    version = hashlib.sha256(" ".join(map(static, ASSETS)).encode()).hexdigest()[:12]
    context = {"assets": ASSETS, "version": version}
    return render(request, "patient/worker.js", context, content_type="text/javascript")


urlpatterns = [
    path("my/app.webmanifest", manifest, name="my-manifest"),
    path("my/worker.js", worker, name="my-worker"),
]
