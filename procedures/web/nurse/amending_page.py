"""What the staff's pages show of the changes that were made to one patient's list by hand."""

from collections.abc import Sequence
from dataclasses import dataclass

from procedures.catalog.timing_words import timing_words
from procedures.checklists.models import Amendment, Surgery
from procedures.core.timing import Timing
from procedures.web.nurse.surgery_page import when_words


@dataclass(frozen=True, slots=True)
class AmendmentCard:
    """One change: what the list said, what was asked, and when that is. `new_when` is in the document's terms."""

    amendment: Amendment
    old_when: str
    new_when: str

    @property
    def is_waiting(self) -> bool:
        """True while a clinician has to confirm it."""
        return self.amendment.status == Amendment.Status.WAITING

    @property
    def is_removal(self) -> bool:
        """True where nothing comes in the place of the step."""
        return self.amendment.act == Amendment.Act.REMOVE


def card_of(amendment: Amendment, surgery: Surgery) -> AmendmentCard:
    """One change as the pages show it."""
    timing = Timing.from_json(amendment.timing) if amendment.timing else None
    return AmendmentCard(
        amendment,
        old_when=when_words(amendment.item, surgery.zone) if amendment.item else "",
        new_when=timing_words(timing),
    )


def cards_of(surgery: Surgery) -> Sequence[AmendmentCard]:
    """Every change to the surgery's lists, the newest first. One query."""
    found = Amendment.objects.filter(checklist__surgery=surgery)
    loaded = found.select_related("item", "by", "confirmed_by", "taken_back_by").order_by("-at", "-pk")
    return [card_of(one, surgery) for one in loaded]
