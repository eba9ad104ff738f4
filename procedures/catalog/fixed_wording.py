"""Words in another language made of fixed phrases and settled values alone, for a person to review; never invented."""

from procedures.catalog.models import Intake, TaskTemplate
from procedures.catalog.reviewing.faithful import english_text, faults_of_translation
from procedures.core.fixed_words import FIXED_WORDS, fixed
from procedures.core.timing import Anchor, Relation, Timing, TimingKind

NOTHING = ("", "")
_TITLES = {Intake.FOOD.value: "Deje de comer", Intake.CLEAR_FLUIDS.value: "Deje de tomar líquidos claros"}
_TEXTS = {
    Intake.FOOD.value: "Puede comer hasta {limit}. Después, no coma nada.",
    Intake.CLEAR_FLUIDS.value: "Puede tomar líquidos claros hasta {limit}. Después, no tome nada.",
}
_EVENTS = {Anchor.ARRIVAL: "antes de llegar al hospital", Anchor.SURGERY: "antes del inicio de su operación"}


def fixed_wording(task: TaskTemplate, language: str) -> tuple[str, str]:
    """Title and text; both "" where there is no phrase for it, or where it would not say what the English says."""
    if language != "es":
        return NOTHING
    text = english_text(task)
    if task.intake and task.when is not None and (limit := _limit(task.when)):
        found = _TITLES[task.intake], _TEXTS[task.intake].format(limit=limit)
    elif text in FIXED_WORDS[language]:
        title = fixed(task.title, language)
        return ("" if title == task.title else title), fixed(text, language)
    else:
        return NOTHING
    return NOTHING if faults_of_translation(task, language, *found) else found


def _limit(when: Timing) -> str:
    """Until when a fast allows something, for hours counted before an event; "" for any other."""
    hours = when.from_
    is_hours = when.relation is Relation.BEFORE and when.kind is TimingKind.INTERVAL and hours and when.clock is None
    if not is_hours or hours is None or hours.unit.value != "hours" or when.anchor not in _EVENTS:
        return ""
    return f"{hours.amount} hora{'' if hours.amount == 1 else 's'} {_EVENTS[when.anchor]}"
