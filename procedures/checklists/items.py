"""A patient's items: copied from the template's tasks, and given their instants."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from procedures.catalog.models import TaskTemplate
from procedures.catalog.wording import with_condition
from procedures.checklists.contradictions import contradicting
from procedures.checklists.medicines.doses import dose_window, dose_words, own_words
from procedures.checklists.models import Amendment, Appointment, Checklist, ChecklistItem, Medicine
from procedures.core.fixed_words import ASK_FASTING_TITLE, ASK_MEDICINES_TITLE, FIXED_WORDS, fixed
from procedures.core.tasks import ASK_ABOUT_FASTING, ASK_ABOUT_MEDICINES, Category, Phase
from procedures.core.timeline import SurgeryTimes, Window, window
from procedures.core.timing import Anchor, Timing

RETIMED = ["opens_at", "due_at", "holds_until", "is_exact", "is_assumed", "title", "instruction", "translations"]
# What stands in the place of an instruction that is not settled, by whether it is about fasting.
UNSETTLED = {
    True: (ASK_FASTING_TITLE, ASK_ABOUT_FASTING),
    False: (ASK_MEDICINES_TITLE, ASK_ABOUT_MEDICINES),
}


def written_item(checklist: Checklist, task: TaskTemplate, number: int) -> ChecklistItem:
    """One task as the patient gets it, not saved yet and without its instants.

    Safety rule 1: what a clinician has not confirmed gives no instruction and no time.
    """
    title, instruction = _words(task)
    return ChecklistItem(
        checklist=checklist,
        task=task,
        number=number,
        phase=task.phase,
        category=task.category,
        actor=task.actor,
        polarity=task.polarity,
        intake=task.intake,
        title=title,
        instruction=instruction,
        translations=_translations(task),
        is_red_flag=task.is_red_flag,
        timing=task.timing if _is_settled(task) else None,
    )


def amended_item(checklist: Checklist, amendment: Amendment, number: int) -> ChecklistItem:
    """One step that was written for this patient alone, not saved yet and without its instants.

    Safety rule 1: what waits for a clinician gives no instruction and no time.
    """
    title, instruction, translations = _own(amendment)
    return ChecklistItem(
        checklist=checklist,
        amendment=amendment,
        number=number,
        phase=amendment.phase,
        category=amendment.category,
        actor=amendment.actor,
        polarity=amendment.polarity,
        intake=amendment.intake,
        title=title,
        instruction=instruction,
        translations=translations,
        timing=amendment.timing if amendment.is_settled else None,
    )


def _own(amendment: Amendment) -> tuple[str, str, dict[str, list[str]]]:
    """Title, instruction and translations of what was written for one patient, as the patient may read them."""
    if amendment.is_settled:
        return amendment.title, amendment.instruction, amendment.translations
    words = UNSETTLED[amendment.category == Category.FASTING]
    return *words, _fixed(words)


def _is_settled(task: TaskTemplate) -> bool:
    return task.confirmed_at is not None or not task.must_be_confirmed


def _words(task: TaskTemplate) -> tuple[str, str]:
    """The title and the instruction that the patient reads."""
    if not _is_settled(task):
        return UNSETTLED[task.category == Category.FASTING]
    if task.category == Category.MEDICATION and task.instruction in ("", ASK_ABOUT_MEDICINES):
        return task.title, ASK_ABOUT_MEDICINES
    return task.title, with_condition(task.title, task.instruction, task.condition)


def _translations(task: TaskTemplate) -> dict[str, list[str]]:
    """The same by language, where someone reviewed the words. They are the version's own, so they never change."""
    if not _is_settled(task):
        return _fixed(UNSETTLED[task.category == Category.FASTING])
    reviewed = [wording for wording in task.wordings.all() if wording.reviewed_at is not None]
    _, instruction = _words(task)
    if instruction == ASK_ABOUT_MEDICINES:
        return {one.language: [one.title, fixed(ASK_ABOUT_MEDICINES, one.language)] for one in reviewed}
    return {one.language: [one.title, one.instruction] for one in reviewed}


def _fixed(words: tuple[str, str]) -> dict[str, list[str]]:
    return {language: [fixed(one, language) for one in words] for language in FIXED_WORDS}


@dataclass(frozen=True, slots=True)
class Retimed:
    """What new times did to the items of a surgery.

    `to_save` holds those that differ in anything, `moved` the keys of those with another day or, where an hour counts,
    another hour; `contradicting` those that were given no time because their hours contradict each other.
    """

    to_save: tuple[ChecklistItem, ...]
    moved: frozenset[int]
    contradicting: tuple[ChecklistItem, ...]


def retime(
    items: Sequence[ChecklistItem],
    times: SurgeryTimes,
    appointments: Iterable[Appointment] = (),
    plan: Sequence[Medicine] = (),
) -> Retimed:
    """Give `items` of one surgery the instants of `times`, unsaved.

    A step that a newer version took off the list stays as it was. An item with a booked visit is due at that visit. A
    general step about medicines gives way to the patient's own `plan`. Items that contradict each other get no time at
    all, and the patient is told to ask.
    """
    items = [item for item in items if item.withdrawn_at is None or item.medicine is not None]
    visits = {visit.item_id: visit.starts_at for visit in appointments if visit.status == Appointment.Status.BOOKED}
    state = {item.pk: _state(item) for item in items}
    when = {item.pk: _when(item, times.zone) for item in items}
    for item in items:
        _set(item, _written(item, times, visits.get(item.pk), plan))
    silenced = contradicting(items, times)
    for item in silenced:
        _set(item, Window())
        item.title, item.instruction = UNSETTLED[item.category == Category.FASTING]
        item.translations = _fixed((item.title, item.instruction))
    return Retimed(
        to_save=tuple(item for item in items if _state(item) != state[item.pk]),
        moved=frozenset(item.pk for item in items if _when(item, times.zone) != when[item.pk]),
        contradicting=tuple(silenced),
    )


def _written(item: ChecklistItem, times: SurgeryTimes, visit: datetime | None, plan: Sequence[Medicine]) -> Window:
    """Write the words that `item` has for this patient, and return its window."""
    if item.medicine is not None:
        if item.withdrawn_at is not None:
            item.title, item.instruction = UNSETTLED[False]
            item.translations = _fixed(UNSETTLED[False])
            return Window()
        item.translations = {}
        item.title, item.instruction = dose_words(item.phase, item.medicine)
        return dose_window(item, item.medicine, times.zone)
    if item.amendment is not None:
        own = own_words(item.amendment, is_settled=item.amendment.is_settled, plan=plan)
        item.title, item.instruction, item.translations = (*own, _fixed(own)) if own else _own(item.amendment)
        if own:
            return Window()
    elif item.task is not None:
        own = own_words(item.task, is_settled=_is_settled(item.task), plan=plan)
        item.title, item.instruction = own or _words(item.task)
        item.translations = _fixed(own) if own else _translations(item.task)
        if own:
            return Window()
    return Window(None, visit, None, is_exact=True) if visit else _window(item, times)


def _when(item: ChecklistItem, zone: ZoneInfo) -> tuple[datetime | date | None, ...]:
    """The instants of an item for which an hour counts; for any other its days on the hospital's wall."""
    instants = (item.opens_at, item.due_at)
    return instants if item.is_exact else tuple(one and one.astimezone(zone).date() for one in instants)


def _window(item: ChecklistItem, times: SurgeryTimes) -> Window:
    if item.phase == Phase.PREPARATION and Anchor.ADMISSION in times.known:
        # Preparing was for the planned arrival, whenever the patient came in the end.
        planned: dict[Anchor, datetime] = {
            anchor: at for anchor, at in times.known.items() if anchor is not Anchor.ADMISSION
        }
        times = replace(times, known=planned)
    found = window(Timing.from_json(item.timing) if item.timing else None, times)
    over = times.first_known_at
    if item.phase == Phase.PREPARATION and not found.is_exact and found.due_at is not None and found.due_at > over:
        # "On the day of the operation, before you come": preparing ends when the patient is expected.
        opens = min(found.opens_at, over) if found.opens_at else None
        return Window(opens, over, found.holds_until, is_exact=False)
    return found


def _state(item: ChecklistItem) -> tuple[object, ...]:
    return tuple(getattr(item, name) for name in RETIMED)


def _set(item: ChecklistItem, found: Window) -> None:
    item.opens_at, item.due_at, item.holds_until = found.opens_at, found.due_at, found.holds_until
    item.is_exact, item.is_assumed = found.is_exact, found.is_assumed
