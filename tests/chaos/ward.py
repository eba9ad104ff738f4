"""A ward while reminders go out: its patients, and a nurse who moves, cancels and ticks all the while."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from itertools import count, islice
from zoneinfo import ZoneInfo

from django.db import transaction

from procedures.checklists.cancelling import cancel
from procedures.checklists.models import Checklist, ChecklistItem, Reminder, Surgery
from procedures.checklists.rescheduling import reschedule
from procedures.checklists.ticking import tick
from procedures.hospitals.calendar_rules import RULES
from procedures.hospitals.models import Hospital, Unit
from procedures.patients.models import Channel, Consent, Patient
from tests.cast import LONG_AGO, make_nurse, make_procedure, make_template
from tests.chaos.verdict import Outdated

STEPS = 4
NEVER_LATE = timedelta(hours=1)
ENDED = [status for status in Reminder.Status if status not in Reminder.OPEN]


@dataclass
class Ward:
    """`planned` holds every reminder that was ever committed, by key; `outdated` those that are not to go out."""

    dice: random.Random
    planned: set[int] = field(default_factory=set)
    outdated: dict[int, Outdated] = field(default_factory=dict)
    acts: Counter[str] = field(default_factory=Counter)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @transaction.atomic
    def fill(self, patients: int, *, seconds: float) -> None:
        """Admit `patients`, each with an operation tomorrow and steps whose reminders are due within `seconds`."""
        now = datetime.now(UTC)
        self.zone = zone_of_noon(now)
        hospital = Hospital.objects.create(
            name="Lakeside Hospital",
            text_name="Lakeside",
            zone_name=self.zone.key,
            country="US",
            telephone="+12125550100",
            quiet_from=time(0),
            quiet_until=time(0),
            **({"messages_a_day": 10_000} if hasattr(Hospital, "messages_a_day") else {}),
        )
        unit = Unit.objects.create(hospital=hospital, name="Surgery 2", telephone="+12125550101")
        self.nurse = make_nurse(unit)
        self.day = now.astimezone(self.zone).date() + timedelta(days=1)
        procedure = make_procedure(unit)
        template = make_template(procedure)
        people = Patient.objects.bulk_create(
            Patient(
                hospital=hospital,
                given_name="Maria",
                family_name=f"Lopez {number}",
                birth_date=datetime(1951, 4, 9, tzinfo=UTC).date(),
                phone=f"+1212{2_000_000 + number}",
                zone_name=self.zone.key,
                may_name_details=True,
                created_at=LONG_AGO,
            )
            for number in range(patients)
        )
        Patient.units.through.objects.bulk_create(
            Patient.units.through(patient_id=one.pk, unit_id=unit.pk) for one in people
        )
        Consent.objects.bulk_create(
            Consent(patient=one, channel=Channel.SMS, wording_version="test", given_at=LONG_AGO) for one in people
        )
        self.surgeries = Surgery.objects.bulk_create(
            Surgery(
                patient=one,
                unit=unit,
                procedure=procedure,
                surgery_date=self.day,
                start_time=time(23),
                starts_at=datetime.combine(self.day, time(23), self.zone).astimezone(UTC),
                reckoned_with=RULES,
                created_at=LONG_AGO,
            )
            for one in people
        )
        lists = Checklist.objects.bulk_create(
            Checklist(surgery=one, template=template, assigned_at=LONG_AGO) for one in self.surgeries
        )
        self.lists = {one.surgery_id: one for one in lists}
        for surgery in self.surgeries:
            due_at = now + timedelta(seconds=self.dice.uniform(0, seconds))
            spread = [due_at + timedelta(seconds=self.dice.uniform(0, 2)) for _ in range(STEPS)]
            self.planned.update(self._plan(surgery, spread, now))

    def act(self) -> None:
        """Let the nurse, or a patient, do one thing."""
        surgery = self.dice.choice(self.surgeries)
        act = self.dice.choices((self._move, self._cancel, self._tick), (5, 2, 4))[0]
        now = datetime.now(UTC)
        with transaction.atomic():
            before = set(surgery.reminders.exclude(status__in=ENDED).values_list("pk", flat=True))
            untrue = act(surgery, now)
            new = set(surgery.reminders.filter(created_at=now).values_list("pk", flat=True))
        self.acts[act.__name__.strip("_")] += 1
        self.planned |= new
        self._note(surgery, untrue & before)

    def _move(self, surgery: Surgery, now: datetime) -> set[int]:
        if surgery.status != Surgery.Status.PLANNED:
            return set()
        untrue = set(surgery.reminders.values_list("pk", flat=True))
        number = surgery.generation
        arrival = time(number // 60 % 22, number % 60)  # each time another one: else the words would be the same
        reschedule(surgery, surgery_date=self.day, start_time=time(23), arrival_time=arrival, by=self.nurse, now=now)
        self._plan_anew(surgery, now)
        return untrue

    def _cancel(self, surgery: Surgery, now: datetime) -> set[int]:
        untrue = set(surgery.reminders.values_list("pk", flat=True))
        is_new = cancel(surgery, by=self.nurse, reason="Cold", now=now).is_new
        return untrue if is_new else set()

    def _tick(self, surgery: Surgery, now: datetime) -> set[int]:
        if surgery.status != Surgery.Status.PLANNED:
            return set()
        open_items = ChecklistItem.objects.open().filter(checklist__surgery=surgery)
        items = list(open_items.select_related("checklist__surgery__unit__hospital").order_by("pk"))
        if not items:
            return set()
        item = self.dice.choice(items)
        tick(item, by=None, now=now)
        surgery.refresh_from_db()
        self._plan_anew(surgery, now)
        ended = surgery.reminders.filter(ended_at=now).values_list("pk", flat=True)
        return {*item.reminders.values_list("pk", flat=True), *ended}

    def _plan_anew(self, surgery: Surgery, now: datetime) -> None:
        """Put others in the place of those that the act superseded: the lists here carry no times of their own."""
        gone = surgery.reminders.filter(ended_at=now, status=Reminder.Status.SUPERSEDED).exclude(item=None).count()
        self._plan(surgery, [now + timedelta(seconds=self.dice.uniform(0, 5)) for _ in range(gone)], now)

    def _plan(self, surgery: Surgery, due: Sequence[datetime], now: datetime) -> list[int]:
        """Steps with names of their own, so that no two texts to one number are the same."""
        items = ChecklistItem.objects.bulk_create(
            ChecklistItem(
                checklist=self.lists[surgery.pk],
                number=number,
                phase="preparation",
                category="other",
                title=f"Do step {number}",
            )
            for number in islice(self.numbers, len(due))
        )
        rows = Reminder.objects.bulk_create(
            Reminder(
                surgery=surgery,
                item=item,
                kind=Reminder.Kind.TASK,  # its words name the step
                generation=surgery.generation,
                due_at=at,
                latest_at=at + NEVER_LATE,
                next_attempt_at=at,
                is_critical=self.dice.random() < 0.5,
                created_at=now,
            )
            for item, at in zip(items, due, strict=True)
        )
        return [row.pk for row in rows]

    def _note(self, surgery: Surgery, untrue: set[int]) -> None:
        """Look at what the act left, after its commit: what has ended can go nowhere from here on."""
        states = dict(surgery.reminders.filter(pk__in=untrue).values_list("pk", "status"))
        seen_at = datetime.now(UTC)
        for key, status in states.items():
            self.outdated.setdefault(key, Outdated(seen_at, had_ended=status in ENDED))


def zone_of_noon(now: datetime) -> ZoneInfo:
    """A zone in which the day is at its height: nobody's night is to be kept."""
    ahead = 12 - now.hour
    return ZoneInfo(f"Etc/GMT{'-' if ahead >= 0 else '+'}{abs(ahead)}")
