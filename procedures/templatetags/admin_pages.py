"""The administrator's first page: what can be changed stands apart from what is kept as evidence."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import template

register = template.Library()


@register.filter
def by_use(apps: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Each of Django's groups of rows in two: those that the reader may change, and those only to be read."""
    halves = (("What you can change", False), ("Kept as evidence, to read", True))
    parts = [
        {**app, "name": name, "models": [model for model in app["models"] if bool(model["view_only"]) is is_evidence]}
        for app in apps
        for name, is_evidence in halves
    ]
    return [part for part in parts if part["models"]]
