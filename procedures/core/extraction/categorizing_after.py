"""The category of what is done after the operation: which removals, results and calls are a visit."""

from procedures.core.distance import TimeUnit
from procedures.core.extraction.alarms import calls, names_symptoms
from procedures.core.extraction.clauses import Clause
from procedures.core.extraction.lexicon import phrases
from procedures.core.extraction.modality import is_staff
from procedures.core.extraction.moments import DAY, Form, Moment
from procedures.core.tasks import Category
from procedures.core.timing import Anchor

REMOVALS = phrases("stitches, sutures, staples, clips, pins, drain, drains, catheter, cast, splint*, packing, stent")
_REMOVED = phrases("removed, taken out, out, removal, come out, remove, take out, takes out, taken off, comes off")
_RESULTS = phrases("results, pathology, biopsy result*")
_BOOKING = phrases(
    "schedule, make an appointment, book, appointment, arrange a follow up, arrange follow up, questions, "
    "question, concerns, cancel, reschedule, results, follow up visit, for a follow up"
)


def after_operation(found: Category, clause: Clause, moments: tuple[Moment, ...]) -> Category:
    """The category `found`, where it lies behind the operation: what is taken out is a visit, a fast is a diet."""
    if found is Category.FASTING:
        return Category.DIET
    if found is Category.OTHER and calls(clause.order or clause.main):
        return Category.MONITORING
    if clause.main in REMOVALS and clause.main in _REMOVED and _is_seen(clause):
        return Category.WOUND_CARE if _is_on_ward(clause, moments) else Category.APPOINTMENT
    if is_staff(clause.main) and clause.main in _CHECKS and any("PT" in m.every for m in moments):
        return Category.MONITORING
    is_result = clause.main in _RESULTS and found is not Category.MONITORING
    is_booked = found is Category.MONITORING and clause.words in _BOOKING and not names_symptoms(clause.words)
    return Category.APPOINTMENT if is_result or is_booked else found


_CHECKS = phrases("check, checks, checked, measure, measures, take, takes")
_TUBES = phrases("drain, drains, catheter, packing, drip")


def _is_on_ward(clause: Clause, moments: tuple[Moment, ...]) -> bool:
    """“The drain is taken out on the first morning”: before going home, so no visit."""
    return clause.main in _TUBES and any(_is_within_a_day(m) for m in moments)


def _is_within_a_day(moment: Moment) -> bool:
    if moment.high is None or moment.anchor is not Anchor.SURGERY:
        return False
    return moment.high == DAY if moment.form is Form.DAY else moment.high.unit is TimeUnit.HOURS


def _is_seen(clause: Clause) -> bool:
    """“Stitches are removed”, “Come to have them out”: not "remove the strips"."""
    return not clause.is_imperative or clause.main.norms[:1] in _COMING


_COMING = frozenset((word,) for word in ("come", "attend", "return", "go", "visit", "see"))
