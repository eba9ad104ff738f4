"""When something repeated begins on a patient's list, where the document says only how often."""

from dataclasses import replace

from procedures.core.distance import Distance, TimeUnit
from procedures.core.extraction.drafts import TaskDraft
from procedures.core.tasks import NEEDS_CLINICIAN
from procedures.core.timing import Relation, Timing, TimingKind

_AT_ONCE = Distance(0, TimeUnit.DAYS)
_LONG = (TimeUnit.MONTHS, TimeUnit.YEARS)


def begun(draft: TaskDraft) -> Timing | None:
    """The draft's timing, and for "walk every 2 hours" after the operation that it begins with it.

    A yearly visit begins after a year. A medicine or a fast keeps its beginning open (safety rule 1), and whatever
    lies before the operation too: from which day on, the document does not say.
    """
    timing = draft.timing
    if timing is None or timing.kind is not TimingKind.RECURRING or timing.from_ is not None or timing.to is not None:
        return timing
    if timing.relation is not Relation.AFTER or draft.category in NEEDS_CLINICIAN:
        return timing
    # "Every 6 to 12 months" is written as P6M-P12M; the nearer edge is the safe one.
    period = Distance.parse(timing.every.rpartition("/")[2].partition("-")[0])
    return replace(timing, from_=period if period.unit in _LONG else _AT_ONCE)
