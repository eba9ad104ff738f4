"""The warning signs as the patient reads them: said once and in full, those for the emergency number first."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from procedures.checklists.models import ChecklistItem
from procedures.web.patient.rows import lang_of, said_once
from procedures.web.patient.times import Wall


@dataclass(frozen=True, slots=True)
class Sign:
    """One warning sign: its line, and what else there is to say of it, "" for nothing, and its language."""

    title: str
    words: str
    lang: str = ""


def signs_of(items: Iterable[ChecklistItem], *, emergency_number: str, wall: Wall) -> list[Sign]:
    """The warning signs among `items`. A line that was cut for lists is given whole: half a sign is a wrong one."""
    signs = [Sign(*said_once(item, wall.language), lang=lang_of(item, wall)) for item in items if item.is_red_flag]
    number = re.compile(rf"\b{re.escape(emergency_number)}\b")
    return sorted(signs, key=lambda sign: number.search(f"{sign.title} {sign.words}") is None)
