"""Acts that ask once more who is there: a screen that was left open must not be enough for them."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest, HttpResponseBase

from procedures.web import clock
from procedures.web.signing import marks

V = TypeVar("V", bound=Callable[..., HttpResponseBase])


def fresh_sign_in_required(view: V) -> V:
    """Open `view` to whoever proved in the last minutes who they are; ask everyone else first.

    Place it below `staff_only`. What was being posted is kept, and done once it is proved.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not marks.is_fresh(request.session, now=clock.now()):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return guarded  # type: ignore[return-value]  # the same call as `view`'s
