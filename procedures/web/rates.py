"""How often one may ask for what costs much, or could be guessed at: a line for each address, and the answer 429.

Each limit is wide enough for a whole hospital behind one address, and for whoever presses twice. Beside them stand the
counts of wrong passwords, codes and birth dates, which are narrow and hold for one name or one patient.
"""

import logging
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from procedures.hospitals.models import User
from procedures.messaging.transports.traffic import shared
from procedures.messaging.transports.traffic.bucket import Rate
from procedures.messaging.transports.traffic.buckets import Buckets
from procedures.web.patient.telephones import number_to_call
from procedures.web.signing.addresses import address_of

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limit:
    """`rate` for one asker at all addresses of the same `kind`; for GET too where looking alone tells something."""

    kind: str
    rate: Rate
    methods: frozenset[str] = frozenset({"POST"})


_ALL = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"})
_SIGN_IN = Limit("sign-in", Rate(1, 60))
# Guesses at links and codes. A link holds 96 secret bits; this keeps whoever tries from costing much.
_LINKS = Limit("links", Rate(0.5, 60), _ALL)
_UPLOADS = Limit("uploads", Rate(0.2, 12))
_SEARCHES = Limit("searches", Rate(5, 100), _ALL)
# Counted by the pages themselves (webhooks/unproven.py), and never here: a provider tells of a whole morning's texts at
# once, and gives up on a receipt, or on what a patient wrote, after one 429. So only what lacks its proof is counted.
_RECEIPTS = Limit("unproven receipts", Rate(5, 100), frozenset())
_REPLIES = Limit("unproven replies", Rate(5, 100), frozenset())

LIMITS: dict[str, Limit] = {
    **dict.fromkeys(("sign-in", "account_login", "mfa_authenticate", "mfa_login_webauthn"), _SIGN_IN),
    **dict.fromkeys(("account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"), _SIGN_IN),
    **dict.fromkeys(("openid_connect_login", "openid_connect_callback"), Limit("sign-in", Rate(1, 60), _ALL)),
    **dict.fromkeys(("patient-link", "patient-link-renew", "patient-new-link", "patient-code", "calendar"), _LINKS),
    **dict.fromkeys(("document-import", "edition-import", "theatre-list"), _UPLOADS),
    **dict.fromkeys(
        ("board", "work-list", "assign", "assign-find", "records-search", "board-search", "work-search"), _SEARCHES
    ),
    **dict.fromkeys(("mail-status", "notify-status", "twilio-status", "vonage-status"), _RECEIPTS),
    **dict.fromkeys(("notify-incoming", "twilio-incoming", "vonage-incoming"), _REPLIES),
}
BUCKETS = Buckets()


class Rates:
    """Middleware: asks the limit of an address before its page. It stands after the sign-in, to know who asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponseBase | None:
        """Let it through, or answer 429 with when to come back."""
        limit = LIMITS.get(request.resolver_match.url_name or "") if request.resolver_match else None
        if limit is None or request.method not in limit.methods:
            return None
        seconds = seconds_to_wait(request, limit)
        if not seconds:
            return None
        answer = render(request, "429.html", {"seconds": seconds, "telephone": number_to_call(request)}, status=429)
        answer.headers["Retry-After"] = str(seconds)
        return answer


def seconds_to_wait(request: HttpRequest, limit: Limit) -> int:
    """Count `request`. 0 when it is within `limit`, else when to come back."""
    taken = BUCKETS.take(f"web:{limit.kind}:{_asker(request)}", 1, limit.rate, time.monotonic())
    if taken.count:
        return 0
    _log.warning("too many requests of the kind %s from one asker", limit.kind)
    return max(1, math.ceil(taken.first_turn))


def forget() -> None:
    """Start anew, as the tests do."""
    shared.forget(BUCKETS.names())
    BUCKETS.__init__()  # type: ignore[misc]


def _asker(request: HttpRequest) -> str:
    """Whoever is signed in, or the address, as a digest: what stands in Redis tells neither."""
    who = f"user {request.user.pk}" if isinstance(request.user, User) else f"address {address_of(request)}"
    return salted_hmac("asker", who, algorithm="sha256").hexdigest()[:32]
