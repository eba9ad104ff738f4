"""Walks the project's addresses, and fills in what stands behind their numbers."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.table import OF_THE_ADMIN, TABLE, Line

_CONVERTER = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True, slots=True)
class Address:
    """One address: its name with the namespace, or its route; the names of what is to be filled in; its view."""

    name: str
    route: str
    view: object

    @property
    def fields(self) -> list[str]:
        return _CONVERTER.findall(self.route)


def every_address() -> list[Address]:
    return list(_walk(get_resolver()))


def _walk(resolver: URLResolver, route: str = "", space: str = "") -> Iterator[Address]:
    for found in resolver.url_patterns:
        whole = route + str(found.pattern)
        if isinstance(found, URLResolver):
            yield from _walk(found, whole, space + (f"{found.namespace}:" if found.namespace else ""))
        elif isinstance(found, URLPattern):
            is_behind_another = whole == "admin/login/" and found.name  # Django's own: ours stands before it
            if not is_behind_another:
                yield Address(f"{space}{found.name}" if found.name else whole, whole, found.callback)


def line_of(address: Address) -> Line | None:
    """The line that says who may open it; None when nobody wrote one."""
    if address.name in TABLE:
        return TABLE[address.name]
    return OF_THE_ADMIN if address.route.startswith("admin/") else None


def url_of(address: Address, rows: Mapping[str, object]) -> str:
    """The address with real rows in it."""
    line = TABLE.get(address.name)
    if line is None:
        return _of_the_admin(address)
    if ":" not in address.name and "/" in address.name:
        return f"/{address.name}"
    return reverse(address.name, args=[rows[row] for row in line.rows])


def _of_the_admin(address: Address) -> str:
    """With the first row of its model, or with 1 where there is none: the gate stands before the row."""
    model = re.match(r"admin/procedures/(\w+)/", address.route)
    first = apps.get_model("procedures", model[1])._default_manager.first() if model else None
    pk = str(first.pk if first else 1)
    route = re.sub(r"\^?\(\?P<app_label>.*?\)/\$", "procedures/", address.route)
    route = re.sub(r"\(\?P<url>\.\*\)\$", "nothing-here", route)
    return "/" + _CONVERTER.sub(pk, route)
