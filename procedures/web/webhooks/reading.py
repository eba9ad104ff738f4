"""What a call's body says, whoever made it."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest


def json_object(request: HttpRequest) -> dict[str, Any]:
    """The object that the body holds; an empty one when it holds none. Its words can be kept in any database."""
    try:
        told = json.loads(request.body)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(told, dict):
        return {}
    return {name: _kept(value) if isinstance(value, str) else value for name, value in told.items()}


def _kept(words: str) -> str:
    """`words` without what PostgreSQL refuses: a NUL, and half a sign, as where a long text was cut inside an emoji.

    For one such sign the whole of what a patient wrote would be lost.
    """
    return words.replace("\0", " ").encode("utf-8", "replace").decode()


def reference_in(value: object) -> UUID | None:
    """Our own reference, or None when `value` cannot be one."""
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None


def international(number: str) -> str:
    """A number as our rows hold it, with its "+": Vonage and Notify leave that out."""
    return number if number.startswith("+") or not number.isdecimal() else f"+{number}"
