"""What a patient lacks, as a nurse reads it: what is to be done stands out from why, which is said once."""

from collections.abc import Iterable
from dataclasses import dataclass

LEADS = ("missed", "not done", "not booked")


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing: `words`, after a `lead` such as "not done" where there is one. `is_again` after the same lead."""

    words: str
    lead: str = ""
    is_again: bool = False


def lacks_of(missing: Iterable[str]) -> list[Lack]:
    """`missing` as readiness puts it, in its order."""
    found: list[Lack] = []
    for said in missing:
        lead, _, words = said.partition(": ")
        if lead in LEADS:
            found.append(Lack(words, lead, is_again=bool(found) and found[-1].lead == lead))
        else:
            found.append(Lack(said))
    return found
