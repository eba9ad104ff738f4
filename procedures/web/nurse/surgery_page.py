"""What the page of one surgery shows: its list and its messages, in words and in order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Prefetch

from procedures.checklists.models import (
    ChecklistItem,
    ItemEvent,
    Reminder,
    Surgery,
)
from procedures.core.tasks import Actor, Phase
from procedures.core.wording_of_time import day_of
from procedures.hospitals.models import Asker
from procedures.messaging.models import Delivery
from procedures.web.author.review_page import PHASES
from procedures.web.nurse.history import who_did
from procedures.web.nurse.times import short_day, wall

Act = ItemEvent.Act


@dataclass(frozen=True, slots=True)
class Step:
    """One item of the list, with what became of it. `what_happened` names who did it."""

    item: ChecklistItem
    when: str
    is_late: bool
    what_happened: str

    @property
    def phase(self) -> str:
        """The heading that it stands under."""
        return PHASES[Phase(self.item.phase)]

    @property
    def can_be_ticked(self) -> bool:
        """Safety rule 4: a warning sign is never ticked."""
        return not self.item.is_red_flag

    @property
    def is_the_teams(self) -> bool:
        """True for what the care team does."""
        return self.item.actor == Actor.CARE_TEAM


def steps_of(surgery: Surgery, *, now: datetime) -> list[Step]:
    """The items of the surgery's lists by phase, in order."""
    events = Prefetch("events", ItemEvent.objects.select_related("by", "caregiver").order_by("at", "pk"))
    found = ChecklistItem.objects.standing().filter(checklist__surgery=surgery).prefetch_related(events)
    items = sorted(found.order_by("checklist", "number"), key=lambda item: list(Phase).index(Phase(item.phase)))
    return [
        Step(
            item,
            when=when_words(item, surgery.zone),
            is_late=_is_late(item, surgery, now),
            what_happened=_last_event(list(item.events.all()), surgery.zone),
        )
        for item in items
    ]


def _is_late(item: ChecklistItem, surgery: Surgery, now: datetime) -> bool:
    """True for what should be done by now. Nothing is, of an operation that is cancelled or over."""
    is_awaited = surgery.status == Surgery.Status.PLANNED and item.status == ChecklistItem.Status.OPEN
    return is_awaited and item.due_at is not None and item.due_at < now


def when_words(item: ChecklistItem, zone: ZoneInfo) -> str:
    """By when, or on which days; hours only where the document states them."""
    if item.due_at is None and item.opens_at is None:
        return ""
    if item.is_exact:
        waits = item.phase != Phase.PREPARATION and item.opens_at == item.due_at  # for its hour: not before
        words = f"by {wall(item.due_at, zone)}" if item.due_at and not waits else f"from {wall(item.opens_at, zone)}"
    else:
        first = day_of(item.opens_at, zone, is_exact=False) if item.opens_at else None
        last = day_of(item.due_at, zone, is_exact=False) if item.due_at else None
        if first and last and first != last:
            words = f"{short_day(first)} to {short_day(last)}"
        elif last and _lasts_beyond(last, item, zone):
            words = f"from {short_day(last)}"
        elif last:
            words = f"{'on' if first else 'by'} {short_day(last)}"
        else:
            words = f"from {short_day(first)}" if first else ""
    return f"{words} (if the operation is the first of its list)" if item.is_assumed else words


def _lasts_beyond(day: date, item: ChecklistItem, zone: ZoneInfo) -> bool:
    """True for what begins on `day` and goes on, such as "do not shave": it is not over that evening."""
    return item.holds_until is not None and day_of(item.holds_until, zone, is_exact=False) > day


def _last_event(events: Sequence[ItemEvent], zone: ZoneInfo) -> str:
    if not events:
        return ""
    # Whether somebody could tell back by when says nothing of the tick.
    told = [one for one in events if one.act not in (Act.SURE, Act.UNSURE)]
    if not told:
        could = "Could" if events[-1].act == Act.SURE else "Could not"
        return f"{could} tell back by when, {wall(events[-1].at, zone)}"
    last = told[-1]
    who, when = who_did(last), wall(last.at, zone)
    noted = f": “{last.note}”" if last.note else ""
    said = {
        Act.TICKED: f"Ticked by {who}, {when}{noted}",
        Act.UNTICKED: f"Tick taken back by {who}, {when}{noted}",
        Act.MISSED: f"Missed or done differently, said {who}, {when}{noted}",
        Act.ADDED: f"New since {when}",
    }
    return said.get(Act(last.act), f"The tick no longer counts since {when}: the date moved")


@dataclass(frozen=True, slots=True)
class Shown:
    """One message as the page shows it: `held_back` counts the tries that the provider could not take before it."""

    delivery: Delivery
    held_back: int = 0


def folded(deliveries: Sequence[Delivery]) -> list[Shown]:
    """`deliveries`, newest first, each with the tries of the same message over the same channel that were held back.

    In an outage there may be dozens; what is still held back stands once, as its latest try.
    """
    shown: list[Shown] = []
    of_message: dict[tuple[object, ...], int] = {}
    for one in deliveries:
        key = (one.channel, one.address, frozenset(reminder.pk for reminder in one.reminders.all()))
        place = of_message.get(key)
        if one.status == Delivery.Status.DELAYED and place is not None:
            shown[place] = replace(shown[place], held_back=shown[place].held_back + 1)
            continue
        of_message[key] = len(shown)
        shown.append(Shown(one, held_back=int(one.status == Delivery.Status.DELAYED)))
    return shown


def messages_of(surgery: Surgery, asker: Asker) -> list[Delivery]:
    """Every message that was sent, or is going out, newest first."""
    sent = Delivery.objects.for_staff(asker).filter(reminders__surgery=surgery).distinct()
    told = Prefetch("reminders", Reminder.objects.select_related("item", "appointment").order_by("due_at", "pk"))
    return list(sent.prefetch_related(told).order_by("-armed_at", "pk"))


def reminders_of(surgery: Surgery, asker: Asker) -> list[Reminder]:
    """Every reminder, in the order of its time."""
    planned = Reminder.objects.for_staff(asker).filter(surgery=surgery)
    return list(planned.select_related("item", "appointment").order_by("next_attempt_at", "pk"))
