"""What to bring, told with the day itself too: there one looks when packing."""

import re
from collections.abc import Iterable

from procedures.core.tasks import Phase
from procedures.web.patient.rows import Row

# The word that the label beside it says already.
_BRING = re.compile(r"(?:bring|traiga|lleve)\s+(?=\S)", re.IGNORECASE)


def to_bring(rows: Iterable[Row]) -> list[str]:
    """Of "Bring your papers" the papers: "Your papers"."""
    return [_thing(row.title) for row in rows if _is_to_bring(row)]


def _is_to_bring(row: Row) -> bool:
    return row.item is not None and row.item.phase == Phase.PREPARATION and row.item.title.startswith("Bring ")


def _thing(title: str) -> str:
    thing = _BRING.sub("", title, count=1) if _BRING.match(title) else title
    return thing[:1].upper() + thing[1:]
