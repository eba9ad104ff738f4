"""What a patient will be told: in order, to the minute and word for word. The rules are the engine's own."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from procedures.checklists.models import Reminder, Surgery
from procedures.core.merging import Going
from procedures.messaging.channels import Way, ways_of
from procedures.messaging.engine.bundling import bundle, counts, told_lately
from procedures.messaging.engine.judging import Status, capped
from procedures.messaging.engine.owing import by_way, judge
from procedures.messaging.engine.settling import latest_deliveries
from procedures.messaging.wording import Message, write
from procedures.patients.links import sample_url
from procedures.patients.models import Patient


@dataclass(frozen=True, slots=True)
class Coming:
    """One message to come: when, about what, and its words on each way, texts first."""

    at: datetime
    reminders: tuple[Reminder, ...]
    words: tuple[tuple[Way, Message], ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """All that comes, in order; and what the patient is not told, with the reason, in the order of its time."""

    coming: tuple[Coming, ...]
    untold: tuple[tuple[Reminder, str], ...]


def outlook(patient: Patient, *, now: datetime, link: str = "") -> Outlook:
    """What `patient` will be told from `now` on, if nothing is ticked, moved or cancelled and every provider works.

    `link` stands for the patient's link. Of all units: only so many messages may come a day.
    """
    waiting = {one.pk: one for one in _waiting(patient)}
    reminders = list(waiting.values())
    tried = latest_deliveries(reminders)
    ways = ways_of(reminders, tried, now=now)
    told: dict[str, list[datetime]] = defaultdict(list, told_lately([patient.pk], now=now)[patient.pk])
    coming: list[Coming] = []
    untold: list[tuple[Reminder, str]] = []
    while waiting:
        at = max(now, min(one.next_attempt_at for one in waiting.values()))
        owed: dict[int, list[Way]] = {}
        for one in list(waiting.values()):
            verdict, over = judge(one, ways[one.pk], tried.get(one.pk, {}), now=at)
            if verdict is None:
                owed[one.pk] = over
            elif one.next_attempt_at <= at:
                untold.append((waiting.pop(one.pk), verdict.because))
        if not owed:
            continue
        found = bundle([waiting[key] for key in owed], told, now=at)
        for message in found.messages:
            parts = by_way([waiting.pop(key) for key in message], owed)
            coming.append(_written(at, parts, link or sample_url()))
            for way, part in parts.items():
                told[way.channel] += [at] * counts(part)
        untold += _left_out(found, waiting)
        for key, later in found.later.items():
            waiting[key].next_attempt_at = later
    return Outlook(tuple(coming), tuple(untold))


def rehearse(act: Callable[[], Surgery], *, now: datetime) -> Outlook:
    """What the patient would be told if `act`, which answers with the surgery, were carried out. Nothing is kept.

    What `act` raises goes on as it is. Like the act itself, it holds its rows for a moment.
    """
    with transaction.atomic():
        found = outlook(act().patient, now=now)
        transaction.set_rollback(True)
    return found


def _waiting(patient: Patient) -> Sequence[Reminder]:
    """What waits for the patient, and not for a caregiver."""
    open_ones = Reminder.objects.filter(surgery__patient=patient, status__in=[Status.SCHEDULED, Status.CLAIMED])
    found = open_ones.filter(caregiver=None, address="").select_related(
        "surgery__unit__hospital", "surgery__patient", "surgery__procedure", "item", "appointment", "caregiver"
    )
    return list(found)


def _written(at: datetime, parts: dict[Way, list[Reminder]], link: str) -> Coming:
    reminders = {one.pk: one for part in parts.values() for one in part}
    words = tuple((way, write(part, way.channel, link=link)) for way, part in parts.items())
    return Coming(at, tuple(reminders.values()), words)


def _left_out(found: Going, waiting: dict[int, Reminder]) -> list[tuple[Reminder, str]]:
    """What is of no more use at the hour that was left for it."""
    verdicts = capped([waiting[key] for key in found.capped])
    left_out = [(waiting.pop(key), verdicts[key].because) for key in found.capped]
    return left_out + [(waiting.pop(key), "only the night was left") for key in found.too_late]
