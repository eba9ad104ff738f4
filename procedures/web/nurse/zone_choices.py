"""Time zones in words, and those to choose from on a form: the ones of the hospital's country first."""

import zoneinfo
from functools import cache
from importlib import resources

Choices = list[tuple[str, str | list[tuple[str, str]]]]


@cache
def _zones_by_country() -> dict[str, list[str]]:
    """What the pinned `tzdata` rules say: the names of zones by ISO 3166 code."""
    found: dict[str, list[str]] = {}
    table = resources.files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            country, _, name = line.split("\t")[:3]
            found.setdefault(country, []).append(name)
    return found


def zone_choices(country: str, hospital_zone: str) -> Choices:
    """Choices of a field; the empty one means the hospital's own zone."""
    here = sorted(_zones_by_country().get(country, []))
    elsewhere = sorted({name for names in _zones_by_country().values() for name in names} - set(here))
    known = zoneinfo.available_timezones()
    return [
        ("", f"The same as the hospital’s ({zone_words(hospital_zone)})"),
        ("In this country", [(name, zone_words(name)) for name in here if name in known]),
        ("In other countries", [(name, zone_words(name)) for name in elsewhere if name in known]),
    ]


def zone_words(name: str) -> str:
    """A zone as people name it: "New York, America"."""
    region, _, city = name.replace("_", " ").partition("/")
    return f"{city}, {region}" if city else region
