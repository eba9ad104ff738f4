"""Which language a page speaks: staff read English; patients what they chose, else what their browser asks for."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

# The addresses of patients' pages, and of those who care for them, begin with one of these.
PATIENTS = ("/p/", "/my/", "/comfort/")
SPOKEN = frozenset(dict(settings.LANGUAGES))


class Speaking:
    """Middleware in the place of Django's own, which would turn half of a staff page into the browser's language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the language of whoever asks."""
        if not request.path_info.startswith(PATIENTS):
            with translation.override("en"):
                return self.get_response(request)
        asked = translation.get_language_from_request(request)
        with translation.override(asked):
            response = self.get_response(request)
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        response.headers.setdefault("Content-Language", asked)
        return response


def chosen_language(request: HttpRequest) -> str | None:
    """The language that was chosen in this browser; None where none was."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in SPOKEN else None
