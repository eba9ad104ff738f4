"""The demo's documents: where each is used, and what its clinicians answer where it leaves something open.

The fasting hours are made up like everything else here: they show how values are entered, and are advice to nobody.
"""

from dataclasses import dataclass
from pathlib import Path

from procedures.core.timing import Anchor
from procedures.management.demo.places import AMAL, LAKESIDE, NORTHFIELD, PRIYA, URGENT, Colleague, Place

FOLDER = Path(__file__).parent / "documents"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document in one unit. Hours are counted back from `fasting_from`; without an author it stays a draft."""

    file_name: str
    place: Place
    author: Colleague | None
    hours_without_food: int = 8
    hours_without_fluids: int = 2
    fasting_from: Anchor = Anchor.ARRIVAL

    @property
    def data(self) -> bytes:
        """The document as it was written."""
        return (FOLDER / self.file_name).read_bytes()


SPINE = Sheet("spine_osteotomy.txt", LAKESIDE, AMAL)
KNEE = Sheet("knee_replacement.txt", LAKESIDE, AMAL)
CATARACT = Sheet("cataract.txt", LAKESIDE, AMAL, hours_without_food=6)
COLONOSCOPY = Sheet("colonoscopy.txt", LAKESIDE, AMAL)
# Left as it was imported, with its holes: for whoever tries the demo to review.
CAESAREAN = Sheet("caesarean.txt", LAKESIDE, None)
HERNIA = Sheet("hernia.txt", LAKESIDE, AMAL, hours_without_food=6)
URGENT_HERNIA = Sheet("hernia.txt", URGENT, AMAL, hours_without_food=6, fasting_from=Anchor.SURGERY)
GALLBLADDER = Sheet("gallbladder.txt", NORTHFIELD, PRIYA, hours_without_food=6)
SHEETS = (SPINE, KNEE, CATARACT, COLONOSCOPY, CAESAREAN, HERNIA, URGENT_HERNIA, GALLBLADDER)
