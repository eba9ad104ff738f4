"""Giving a patient's items their instants, and taking those away that contradict each other (safety rule 3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from procedures.checklists.contradictions import Stop, clashing_with, contradicting
from procedures.checklists.items import (
    UNSETTLED,
    in_all_languages,
    is_settled,
    translations_of,
    words_of_amendment,
    words_of_task,
)
from procedures.checklists.medicines.doses import dose_translations, dose_window, dose_words, own_words
from procedures.checklists.models import Appointment, ChecklistItem, Medicine
from procedures.core.tasks import Category, Phase
from procedures.core.timeline import SurgeryTimes, Window, window
from procedures.core.timing import Anchor, Timing

RETIMED = ["opens_at", "due_at", "holds_until", "is_exact", "is_assumed", "title", "instruction", "translations"]


@dataclass(frozen=True, slots=True)
class Retimed:
    """What new times did to the items of a surgery.

    `to_save` holds those that differ in anything, `moved` the keys of those with another day or, where an hour counts,
    another hour. Those that were given no time are `contradicting` each other or the operation, or are `clashing` with
    another plan of the same patient.
    """

    to_save: tuple[ChecklistItem, ...]
    moved: frozenset[int]
    contradicting: tuple[ChecklistItem, ...]
    clashing: tuple[ChecklistItem, ...]


def retime(
    items: Sequence[ChecklistItem],
    times: SurgeryTimes,
    appointments: Iterable[Appointment] = (),
    plan: Sequence[Medicine] = (),
    beside: Sequence[Stop] = (),
) -> Retimed:
    """Give `items` of one surgery the instants of `times`, unsaved.

    A step that a newer version took off the list stays as it was. An item with a booked visit is due at that visit. A
    general step about medicines gives way to the patient's own `plan`. Items that contradict each other, or what the
    patient's other plans say `beside`, get no time at all, and the patient is told to ask.
    """
    items = [item for item in items if item.withdrawn_at is None or item.medicine is not None]
    state = {item.pk: _state(item) for item in items}
    when = {item.pk: _when(item, times.zone) for item in items}
    write_times(items, times, appointments, plan)
    silenced = contradicting(items, times)
    clashing = [item for item in clashing_with(beside, items, times) if item not in silenced]
    for item in [*silenced, *clashing]:
        _set(item, Window())
        item.title, item.instruction = UNSETTLED[item.category == Category.FASTING]
        item.translations = in_all_languages((item.title, item.instruction))
    return Retimed(
        to_save=tuple(item for item in items if _state(item) != state[item.pk]),
        moved=frozenset(item.pk for item in items if _when(item, times.zone) != when[item.pk]),
        contradicting=tuple(silenced),
        clashing=tuple(clashing),
    )


def write_times(
    items: Iterable[ChecklistItem],
    times: SurgeryTimes,
    appointments: Iterable[Appointment],
    plan: Sequence[Medicine],
) -> None:
    """Give each of `items`, unsaved, the words and the instants that its own list has for it."""
    visits = {visit.item_id: visit.starts_at for visit in appointments if visit.status == Appointment.Status.BOOKED}
    for item in items:
        _set(item, _written(item, times, visits.get(item.pk), plan))


def _written(item: ChecklistItem, times: SurgeryTimes, visit: datetime | None, plan: Sequence[Medicine]) -> Window:
    """Write the words that `item` has for this patient, and return its window."""
    if item.medicine is not None:
        if item.withdrawn_at is not None:
            item.title, item.instruction = UNSETTLED[False]
            item.translations = in_all_languages(UNSETTLED[False])
            return Window()
        item.translations = dose_translations(item.phase, item.medicine)
        item.title, item.instruction = dose_words(item.phase, item.medicine)
        return dose_window(item, item.medicine, times.zone)
    if item.amendment is not None:
        own = own_words(item.amendment, is_settled=item.amendment.is_settled, plan=plan)
        item.title, item.instruction, item.translations = (
            (*own, in_all_languages(own)) if own else words_of_amendment(item.amendment)
        )
        if own:
            return Window()
    elif item.task is not None:
        own = own_words(item.task, is_settled=is_settled(item.task), plan=plan)
        item.title, item.instruction = own or words_of_task(item.task)
        item.translations = in_all_languages(own) if own else translations_of(item.task)
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
