"""What the session of someone of the staff remembers: since when, last seen, how it was proved who they are.

Both limits are kept here and not by the cookie, which whoever stole it would keep.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from procedures.hospitals.models import User
from procedures.hospitals.staff_sessions import StaffSession, note_session
from procedures.web.signing.addresses import address_of, device_of

KEY = "staff"
# So often is written down that someone was seen: a page that asks every few seconds writes nothing.
SEEN_EVERY = timedelta(minutes=1)


def begin(request: HttpRequest, user: User, *, is_second_given: bool, by_password: bool, now: datetime) -> None:
    """Mark the session as one of `user`, who has just signed in, and put it on the list of their sessions."""
    at = now.isoformat()
    marks = {"since": at, "seen": at, "proved": at, "second": is_second_given, "by_password": by_password}
    request.session[KEY] = marks
    request.session.set_expiry(timedelta(hours=settings.STAFF_SHIFT_HOURS))
    if not request.session.session_key:
        request.session.save()
    note_session(
        user, request.session.session_key or "", address=address_of(request), device=device_of(request), now=now
    )


def is_over(session: SessionBase, *, now: datetime) -> str:
    """Why the session has come to its end: "idle", "shift", "unknown" for one without marks; "" while it has not."""
    marks = session.get(KEY)
    if not isinstance(marks, dict):
        return "unknown"
    if now - _at(marks, "since") >= timedelta(hours=settings.STAFF_SHIFT_HOURS):
        return "shift"
    if now - _at(marks, "seen") >= timedelta(minutes=settings.STAFF_IDLE_MINUTES):
        return "idle"
    return ""


def see(request: HttpRequest, *, now: datetime) -> None:
    """Write down that someone was there."""
    marks = request.session[KEY]
    if now - _at(marks, "seen") >= SEEN_EVERY:
        request.session[KEY] = marks | {"seen": now.isoformat()}
        StaffSession.objects.filter(session_key=request.session.session_key).update(
            last_seen_at=now, address=address_of(request)
        )


def ends_at(session: SessionBase) -> tuple[datetime, datetime]:
    """When the session ends if nobody touches the page, and when it ends at the latest."""
    marks = session[KEY]
    return (
        _at(marks, "seen") + timedelta(minutes=settings.STAFF_IDLE_MINUTES),
        _at(marks, "since") + timedelta(hours=settings.STAFF_SHIFT_HOURS),
    )


def is_second_given(session: SessionBase) -> bool:
    """True when the second factor was given in this session."""
    return bool(session.get(KEY, {}).get("second"))


def is_by_password(session: SessionBase) -> bool:
    """True when a password opened this session, so that it matters who else knows it."""
    return bool(session.get(KEY, {}).get("by_password", True))


def is_fresh(session: SessionBase, *, now: datetime) -> bool:
    """True when whoever is there proved who they are a few minutes ago."""
    marks = session.get(KEY)
    return isinstance(marks, dict) and now - _at(marks, "proved") < timedelta(minutes=settings.STAFF_FRESH_MINUTES)


def prove(request: HttpRequest, *, now: datetime, is_second_given: bool = False) -> None:
    """Mark that it was just proved who is there. What the session opens has grown, so its key is a new one."""
    marks = request.session[KEY]
    second = marks["second"] or is_second_given
    request.session[KEY] = marks | {"seen": now.isoformat(), "proved": now.isoformat(), "second": second}
    before = request.session.session_key
    request.session.cycle_key()
    follow(request, before)


def follow(request: HttpRequest, before: str | None) -> None:
    """Keep the session on its owner's list after its key was changed; `before` is the old one."""
    StaffSession.objects.filter(session_key=before).update(session_key=request.session.session_key)


def _at(marks: dict[str, Any], name: str) -> datetime:
    return datetime.fromisoformat(marks[name])
