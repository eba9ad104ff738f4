"""What a call's body says, whoever made it."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest


def json_object(request: HttpRequest) -> dict[str, Any]:
    """The object that the body holds; an empty one when it holds none."""
    try:
        told = json.loads(request.body)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def reference_in(value: object) -> UUID | None:
    """Our own reference, or None when `value` cannot be one."""
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None


def international(number: str) -> str:
    """A number as our rows hold it, with its "+": Vonage and Notify leave that out."""
    return number if number.startswith("+") or not number.isdecimal() else f"+{number}"
