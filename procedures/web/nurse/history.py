"""What was done for one patient's operation, by whom, in whole sentences, newest first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch
from django.utils.text import capfirst

from procedures.checklists.models import (
    Amendment,
    ChecklistItem,
    ItemEvent,
    MedicineEvent,
    Surgery,
    WorkItem,
    WorkItemEvent,
)
from procedures.checklists.versions import LIST_MOVED

OURS = "prepapp"
Act = ItemEvent.Act
OF_ITEMS = {
    Act.TICKED: "{who} ticked “{what}”.",
    Act.UNTICKED: "{who} took back the tick of “{what}”.",
    Act.MISSED: "{who} said that “{what}” was missed or done differently.",
    # What the move itself brought about is told by the move.
    Act.VOIDED: "The tick of “{what}” no longer counts: the date moved.",
    Act.ADDED: "A newer version of the list brought “{what}”.",
    Act.GONE: "A newer version of the list has “{what}” no more.",
    Act.REPLACED: "A newer version of the list says “{what}” another way.",
    Act.SURE: "{who} told back rightly by when: “{what}”.",
    Act.UNSURE: "{who} could not tell back by when: “{what}”.",
}
OF_SURGERIES = {
    "planned": "{who} planned the operation.",
    "planned again": "{who} planned the operation again.",
    "moved": "{who} moved the operation.",
    "cancelled": "{who} cancelled the operation.",
    "completed": "{who} completed the operation.",
    "opened again": "{who} opened the operation again.",
    "died": "{who} recorded that the patient has died.",
    "contact changed": "{who} changed how the patient is reached.",
    "stay recorded": "{who} entered the stay.",
    "given to": "{who} changed who sees to this patient.",
    "visit booked": "{who} booked a visit.",
    "visit moved": "{who} moved a visit.",
    "visit cancelled": "{who} cancelled a visit.",
    "visit kept": "{who} kept a visit where it was.",
    "visit fits again": "A visit fits the operation again.",
    "visit confirmed": "The patient said that they will come to a visit.",
    "visit: another time asked for": "The patient asked for another time for a visit.",
    "coming confirmed": "The patient said that they will come to the operation.",
    "ride home": "The patient told about the way home.",
    LIST_MOVED: "{who} moved the list to a newer version.",
}
OF_WORK = {
    WorkItemEvent.Act.TAKEN: "{who} took this over: “{what}”",
    WorkItemEvent.Act.HANDED_OVER: "{who} handed this over to {to}: “{what}”",
    WorkItemEvent.Act.ESCALATED: "Nobody saw to this in time, so {to} was told: “{what}”",
    WorkItemEvent.Act.TIGHTENED: "The operation came nearer, so this is to be seen to sooner: “{what}”",
}
OF_AMENDMENTS = {
    Amendment.Act.ADD: "{who} added “{what}” for this patient.",
    Amendment.Act.CHANGE: "{who} changed “{was}” to “{what}” for this patient.",
    Amendment.Act.REMOVE: "{who} took “{what}” off this patient’s list.",
}
OF_MEDICINES = {
    MedicineEvent.Act.ENTERED: "{who} entered a medicine.",
    MedicineEvent.Act.CHANGED: "{who} changed a medicine.",
    MedicineEvent.Act.CONFIRMED: "{who} confirmed a medicine.",
    MedicineEvent.Act.VOIDED: "A medicine is no longer confirmed: the operation moved.",
    MedicineEvent.Act.REMOVED: "{who} took a medicine off the plan.",
    MedicineEvent.Act.CONFLICT: "A medicine is no longer confirmed: another plan differs.",
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the history: a sentence, and the words that someone added."""

    at: datetime
    words: str
    note: str = ""


def who_did(event: ItemEvent) -> str:
    """Who did it, in words: someone of the staff, whom the patient trusts, or the patient."""
    if event.caregiver is not None:
        return f"{event.caregiver}, for the patient"
    return str(event.by or "the patient")


def said_of(event: ItemEvent) -> str:
    """What happened to a step, as a sentence."""
    return OF_ITEMS[Act(event.act)].format(who=capfirst(who_did(event)), what=event.item.title)


def history_of(surgery: Surgery, events: Iterable[ItemEvent], amendments: Iterable[Amendment] = ()) -> list[Happening]:
    """What was done, by whom, newest first. `events` are those of the steps that stand on the list."""
    lines = [*_of_surgery(surgery), *_of_items(surgery, events), *_of_work(surgery), *_of_medicines(surgery)]
    for one in amendments:
        lines += _amended(one)
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _of_surgery(surgery: Surgery) -> Iterator[Happening]:
    for event in surgery.events.select_related("by"):
        words = OF_SURGERIES.get(event.act, f"{{who}} wrote this down: {event.act}.")
        yield Happening(event.at, words.format(who=event.by or OURS), event.note)


def _of_items(surgery: Surgery, events: Iterable[ItemEvent]) -> Iterator[Happening]:
    # What was taken off the list is kept, and so is what was done with it.
    off = ItemEvent.objects.filter(item__checklist__surgery=surgery, item__withdrawn_at__isnull=False)
    for event in (*events, *off.select_related("item", "by", "caregiver")):
        yield Happening(event.at, said_of(event), event.note)


def _of_work(surgery: Surgery) -> Iterator[Happening]:
    acts = Prefetch("events", WorkItemEvent.objects.select_related("by", "to").order_by("at", "pk"))
    for concern in surgery.work_items.select_related("closed_by").prefetch_related(acts):
        what = concern.summary
        yield Happening(concern.raised_at, f"This came up for a nurse: “{what}”", _beyond_summary(concern))
        for act in concern.events.all():
            words = OF_WORK[WorkItemEvent.Act(act.act)]
            to = act.to or "the unit’s escalation contact"
            yield Happening(act.at, words.format(who=act.by or OURS, to=to, what=what), act.note)
        if concern.closed_at:
            yield Happening(
                concern.closed_at, f"{concern.closed_by or OURS} closed this: “{what}”", concern.closing_note
            )


def _of_medicines(surgery: Surgery) -> Iterator[Happening]:
    """Which one it was, the rule says as it stood then: a medicine may be named anew."""
    for done in MedicineEvent.objects.filter(medicine__surgery=surgery).select_related("by"):
        words = OF_MEDICINES[MedicineEvent.Act(done.act)]
        yield Happening(done.at, words.format(who=done.by or OURS), done.said)


def _amended(one: Amendment) -> Iterator[Happening]:
    """What was asked about the list, and what became of it. The old words stay to be read."""
    was = one.item.title if one.item else ""
    words = OF_AMENDMENTS[Amendment.Act(one.act)].format(who=one.by or OURS, what=one.title, was=was)
    yield Happening(one.at, words, one.reason)
    if one.confirmed_at:
        yield Happening(one.confirmed_at, f"{one.confirmed_by} confirmed this for the patient: “{one.title}”.")
    if one.taken_back_at:
        who = one.taken_back_by or OURS
        yield Happening(one.taken_back_at, f"{who} took this back before it was confirmed: “{one.title}”.")


def _beyond_summary(concern: WorkItem) -> str:
    """What the patient wrote, where the summary does not hold all of it."""
    return "" if " ".join(concern.words.split()) in concern.summary else concern.words


def item_events(items: Iterable[ChecklistItem]) -> list[ItemEvent]:
    """The events of `items`, which were loaded with them."""
    return [event for item in items for event in item.events.all()]
