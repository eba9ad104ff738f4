"""How the pages are read in this browser: language, size of the letters, light or dark. Kept by cookies, for a year.

They hold no secret and name nobody, so they also serve on the pages before the list is open, and without JavaScript.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from procedures.patients.languages import speak
from procedures.web.patient.access import reader_of
from procedures.web.speaking import SPOKEN

KEPT_FOR = 365 * 24 * 3600  # seconds
SIZES = ("normal", "large", "largest")
SCHEMES = ("auto", "light", "dark")
CHOICES = {"language": SPOKEN, "size": frozenset(SIZES), "scheme": frozenset(SCHEMES)}


def comfort(request: HttpRequest) -> dict[str, str]:
    """For every template: the size and the scheme that were chosen, or the first of each."""
    size, scheme = (request.COOKIES.get(f"{settings.COOKIE_PREFIX}{name}", "") for name in ("size", "scheme"))
    return {
        "size": size if size in SIZES else SIZES[0],
        "scheme": scheme if scheme in SCHEMES else SCHEMES[0],
    }


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep what was chosen, and go back. A language that is chosen with the list open is that of the messages too."""
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    # Only what begins so is an address: `redirect` takes other words for the name of a page, and breaks on them.
    response = HttpResponseRedirect(back) if is_ours and back.startswith("/") else redirect("patient-list")
    for name, allowed in CHOICES.items():
        chosen = request.POST.get(name, "")
        if chosen in allowed:
            response.set_cookie(
                f"{settings.COOKIE_PREFIX}{name}",
                chosen,
                max_age=KEPT_FOR,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
    language = request.POST.get("language", "")
    reader = reader_of(request)
    if reader is not None and language in SPOKEN:
        speak(reader, language=language)
    return response


urlpatterns = [path("comfort/", choose, name="comfort")]
