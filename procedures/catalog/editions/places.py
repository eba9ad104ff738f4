"""The places of a document that tasks come from, each with its words and with what they stand under."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from procedures.catalog.models import ChecklistTemplate, Dismissal, SourceDocument, TaskTemplate
from procedures.catalog.reasons import HEADINGS
from procedures.core.editions import folded

Place = tuple[int, int]
# A sentence that begins so takes its meaning from the one before it.
_LEANS = re.compile(
    r"(?:then|after (?:that|this)|it|its|this|these|that|those|they|them|also|otherwise|if (?:so|not)|instead|except"
    r"|unless|but|and|or|however)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Words:
    """What stands at a place, and under what: both with white space and typography made the same."""

    said: str
    context: str


def place_of(row: TaskTemplate | Dismissal) -> Place | None:
    """Where a row's sentence stands; None for a task that was added by hand."""
    return None if row.start is None or row.end is None else (row.start, row.end)


def details_of(row: TaskTemplate | Dismissal) -> list[Place]:
    """Where the things stand that belong to the row's sentence."""
    details = row.details if isinstance(row, TaskTemplate) else (row.task or {}).get("details", [])
    return [(start, end) for start, end in details]


def places_of(row: TaskTemplate | Dismissal) -> list[Place]:
    """All places of a row, its sentence first."""
    own = place_of(row)
    return [*([own] if own else []), *details_of(row)]


def words_of(template: ChecklistTemplate) -> dict[Place, Words]:
    """What stands at every place that the rows of `template` name. Empty without a document.

    The context of a place is its section's heading, the heading and the lead-in that come last before it there, and the
    sentence before it where it leans on that.
    """
    document = template.document
    if document is None:
        return {}
    gone = {place: row.reason for row in template.dismissals.all() if row.task is None and (place := place_of(row))}
    rows: Iterable[TaskTemplate | Dismissal] = (*template.tasks.all(), *template.dismissals.all())
    places = sorted({place for row in rows for place in places_of(row)})
    found: dict[Place, Words] = {}
    sections = _sections(document)
    section, heading, lead_in, before = "", "", "", ""
    for place in places:
        said = folded(document.text[slice(*place)])
        if (at := _section_at(sections, place)) != section:
            section, heading, lead_in, before = at, "", "", ""
        leans = before if _LEANS.match(said) else ""
        found[place] = Words(said, "\n".join((section, heading, lead_in, leans)))
        reason = gone.get(place, "")
        if reason in HEADINGS:
            heading, lead_in = said, ""
        elif reason == "lead_in":
            lead_in = said
        before = said
    return found


def heading_of(context: str) -> str:
    """The headings of a context in one line, for a person."""
    section, *others = context.split("\n")
    names = [section.partition("|")[2], *others[:2]]
    return " › ".join(dict.fromkeys(name for name in names if name))


def _sections(document: SourceDocument) -> list[tuple[Place, str]]:
    return [((row.start, row.end), f"{row.kind}|{folded(row.heading)}") for row in document.sections.all()]


def _section_at(sections: list[tuple[Place, str]], place: Place) -> str:
    """The innermost section that holds the place, with its kind; the last one where several do."""
    inside = [name for (start, end), name in sections if start <= place[0] < end]
    return inside[-1] if inside else ""
