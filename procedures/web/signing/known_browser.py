"""The cookie of a browser in which someone has signed in before: it gives that person tries of their own.

It signs nobody in. It names up to ten people by a digest, since screens in hospitals are shared, each with a secret of
theirs. Whoever steals it has a few more guesses at one password, and no more.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

COOKIE = f"{settings.COOKIE_PREFIX}known"
LASTS = 180 * 24 * 3600
MOST = 10


def secret_of(request: HttpRequest, name: str) -> str:
    """The secret that this browser holds for the person with that sign-in name; "" when it holds none."""
    return _held(request).get(_digest(name), "")


def remember(request: HttpRequest, response: HttpResponse, name: str) -> None:
    """Give this browser a secret for that person, who has just signed in."""
    held = _held(request)
    held = {_digest(name): held.pop(_digest(name), secrets.token_urlsafe(12)), **held}
    value = signing.dumps(dict(list(held.items())[:MOST]), salt=COOKIE)
    response.set_cookie(COOKIE, value, max_age=LASTS, secure=settings.IS_HTTPS, httponly=True, samesite="Lax")


def _held(request: HttpRequest) -> dict[str, str]:
    try:
        held = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=LASTS)
    except signing.BadSignature:
        return {}
    return dict(held)


def _digest(name: str) -> str:
    return salted_hmac(COOKIE, name.strip().casefold(), algorithm="sha256").hexdigest()[:16]
