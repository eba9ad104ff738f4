"""`client.force_login` as the tests mean it: signed in whole, with the second step.

The session never ends by itself: its marks lie in the far future, so that a test may put the clock where it likes.
"""

from typing import Any

from django.test import Client

from procedures.hospitals.models import User

WHOLE = {"since": "2100-01-01T00:00:00+00:00", "seen": "2100-01-01T00:00:00+00:00"}
_force_login = Client.force_login


def force_login(client: Client, user: User, backend: str | None = None) -> None:
    """In place of Django's own, which knows no second step."""
    _force_login(client, user, backend)
    mark(client)


def mark(client: Client, **marks: Any) -> None:
    """Mark the session of `client` as whole, but for `marks`."""
    session = client.session
    session["staff"] = WHOLE | {"proved": WHOLE["seen"], "second": True} | marks
    session.save()


def everywhere() -> None:
    """Let every test's client sign in like this."""
    Client.force_login = force_login  # type: ignore[method-assign]
