"""What the figures' page shows: each figure as a picture and the table that says the same; and all as one list."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from procedures.messaging.outcomes import OnTime, Outcomes, Share
from procedures.web.charts import Bar, bars

Cell = str | int


@dataclass(frozen=True, slots=True)
class Part:
    """One figure. The first column of the table names its row."""

    key: str
    heading: str
    about: str
    headings: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    chart: SafeString


def parts_of(found: Outcomes) -> list[Part]:
    """All of them, in the order of the page."""
    return [
        _shares(
            "found",
            "When unprepared patients were found",
            f"{found.unprepared} of {found.operations} operations had a patient who was not ready.",
            ("When", "Patients", "Of all found", "Share"),
            found.found,
        ),
        _on_time("categories", "Ticked in time, by kind of step", "Kind", found.by_category),
        _on_time("procedures", "Ticked in time, by operation", "Operation", found.by_procedure),
        _shares(
            "lateness",
            "How late reminders went out",
            "From the time a reminder was due to the moment a provider took it.",
            ("After its time", "Reminders", "Of all sent", "Share"),
            found.lateness,
        ),
        _shares(
            "delivered",
            "Delivered",
            "Messages whose arrival the provider confirmed. Not every provider does.",
            ("Channel", "Delivered", "Of all handed over", "Share"),
            found.delivered,
        ),
        _shares(
            "undelivered",
            "Not delivered",
            "Messages that a provider refused or could not deliver. Each reached a nurse, or went another way.",
            ("Channel", "Not delivered", "Of all handed over", "Share"),
            found.undelivered,
        ),
        _shares(
            "answered",
            "Answered",
            "Patients of these operations who let us know something.",
            ("What", "Patients", "Of all operations", "Share"),
            found.answered,
        ),
    ]


def as_rows(parts: Sequence[Part]) -> list[tuple[Cell, ...]]:
    """The same for a spreadsheet: figure, row, column and number, one number a line."""
    return [
        (part.heading, row[0], heading, cell)
        for part in parts
        for row in part.rows
        for heading, cell in zip(part.headings[1:], row[1:], strict=True)
    ]


def _shares(key: str, heading: str, about: str, headings: tuple[str, ...], rows: Sequence[Share]) -> Part:
    drawn = [Bar(one.label.capitalize(), one.percent, f"{one.part} ({one.percent} %)") for one in rows]
    said = "; ".join(f"{one.label}: {one.part} of {one.whole}" for one in rows) or "Nothing to count."
    return Part(
        key,
        heading,
        about,
        headings,
        [(one.label.capitalize(), one.part, one.whole, f"{one.percent} %") for one in rows],
        bars(key, title=heading, description=said, rows=drawn, most=100),
    )


def _on_time(key: str, heading: str, what: str, rows: Sequence[OnTime]) -> Part:
    drawn = [Bar(one.label, one.percent, f"{one.in_time} of {one.total} ({one.percent} %)") for one in rows]
    said = "; ".join(f"{one.label}: {one.in_time} of {one.total} in time" for one in rows) or "Nothing to count."
    return Part(
        key,
        heading,
        "Steps before the operation whose time came. What is not told may have been done all the same.",
        (what, "In time", "Late", "Missed", "Not told", "All", "Share in time"),
        [(one.label, one.in_time, one.late, one.missed, one.untold, one.total, f"{one.percent} %") for one in rows],
        bars(key, title=heading, description=said, rows=drawn, most=100),
    )
