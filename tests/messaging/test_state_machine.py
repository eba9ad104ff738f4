"""The engine step by step, in any order that workers, providers, nurses and clocks may bring about: G1 to G3 hold."""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from procedures.checklists.cancelling import cancel
from procedures.checklists.models import Reminder, Surgery, WorkItem
from procedures.checklists.rescheduling import reschedule
from procedures.checklists.ticking import tick
from procedures.messaging.clock import Clock
from procedures.messaging.dispatching import dispatch_due
from procedures.messaging.engine import backoff
from procedures.messaging.engine.arm import arm
from procedures.messaging.engine.claim import claim, give_back
from procedures.messaging.engine.expire import expire
from procedures.messaging.engine.finish import finish
from procedures.messaging.engine.reap import reap
from procedures.messaging.engine.reconcile import reconcile
from procedures.messaging.engine.running_out import close_what_went_out, tell_of_running_out
from procedures.messaging.engine.send import send
from procedures.messaging.limits import SEND_BUDGET
from procedures.messaging.models import Delivery
from procedures.messaging.receipts import take_receipt
from procedures.messaging.transports import (
    Parcel,
)
from procedures.messaging.transports.traffic.control import CONTROL
from procedures.patients.models import Channel
from tests.cast import (
    make_checklist,
    make_hospital,
    make_item,
    make_nurse,
    make_patient,
    make_reminder,
    make_surgery,
    make_unit,
)
from tests.messaging.any_order import Provider, Worker
from tests.messaging.machine import is_sqlite

# Two hours before the clocks of New York go back; the operation is on the day after.
EVE = datetime(2026, 11, 1, 4, 0, tzinfo=UTC)
SURGERY_DAY = date(2026, 11, 2)
WHOSE = st.integers(0, 2)
WORKERS = st.sampled_from([0, 1])
KINDS = st.sampled_from([Reminder.Kind.FASTING, Reminder.Kind.TASK, Reminder.Kind.ARRIVAL])
AHEAD = st.sampled_from([0, 0, 0, 5, 90]).map(lambda minutes: timedelta(minutes=minutes))
STEPS = st.sampled_from([1, 3, 5, 11, 61, 600, 3600, 8 * 3600]).map(lambda seconds: timedelta(seconds=seconds))
DIES = st.sampled_from([None, None, None, 0, 1, 2])
ANSWERS = ("takes", "takes", "takes", "drops", "vanishes", "throttles", "is down", "refuses")
S = Delivery.Status
WORDS = (S.SENT, S.DELIVERED, S.DELIVERED, S.UNDELIVERED)

# How often each comes, and with what. One rule for all: of several, hypothesis would leave out some in each run.
ACTS: dict[str, tuple[int, dict[str, st.SearchStrategy[Any]]]] = {
    "plan": (
        3,
        {
            "who": WHOSE,
            "ahead": AHEAD,
            "kind": KINDS,
            "hours": st.integers(1, 20),
            "critical": st.booleans(),
            "channels": st.sampled_from(["", "", "sms"]),
        },
    ),
    "cancel": (1, {"who": WHOSE}),
    "move": (2, {"who": WHOSE, "hour": st.integers(7, 20)}),
    "tick": (2, {"who": WHOSE, "which": st.integers(0, 5)}),
    "work": (
        12,
        {
            "who": WORKERS,
            "steps": st.integers(1, 4),
            "answers": st.lists(st.sampled_from(ANSWERS), max_size=4),
            "dies_after": DIES,
        },
    ),
    "die": (1, {"who": WORKERS}),
    "be_overtaken": (3, {"who": WORKERS}),
    "look_after_the_dead": (2, {"is_listing": st.sampled_from([True, True, False])}),
    "go_round": (2, {}),
    "call_back": (3, {"pick": st.integers(0, 30), "told": st.sampled_from(WORDS)}),
    "wait": (5, {"step": STEPS}),
}
STEP = st.sampled_from([act for act, (often, _) in ACTS.items() for _ in range(often)]).flatmap(
    lambda act: st.tuples(st.just(act), st.fixed_dictionaries(ACTS[act][1]))
)


class Engine(RuleBasedStateMachine):
    """`order` counts steps: what was armed at a later one than it was stopped at is stale."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = transaction.atomic()
        self.rows.__enter__()
        backoff._random = random.Random(0)  # the same choices again when an example is run again
        CONTROL.forget()
        self.now, self.order = EVE, 0
        self.sms = Provider("twilio", can_tell=True, check=self._check)
        self.mail = Provider("mail", can_tell=False, check=self._check)
        self.workers = [Worker(), Worker()]
        self.armed_order: dict[UUID, int] = {}
        self.stopped_order: dict[int, int] = {}
        self.finals: dict[UUID, str] = {}
        self.broken: list[str] = []

    def teardown(self) -> None:
        try:
            if self.order:
                self._come_to_the_end()
        finally:
            transaction.set_rollback(True)
            self.rows.__exit__(None, None, None)

    @initialize()
    def admit_patients(self) -> None:
        unit = make_unit(make_hospital(quiet_from=time(0), quiet_until=time(0), messages_a_day=100))
        self.nurse = make_nurse(unit)
        patients = [
            make_patient(unit, phone=f"+1212555010{number}", email=f"p{number}@example.org", channels=channels)
            for number, channels in enumerate([(Channel.SMS,), (Channel.EMAIL,), (Channel.SMS, Channel.EMAIL)])
        ]
        first = make_surgery(unit, patients[0], surgery_date=SURGERY_DAY, starts_at=EVE + timedelta(hours=33))
        others = [
            make_surgery(unit, one, procedure=first.procedure, surgery_date=SURGERY_DAY, starts_at=first.starts_at)
            for one in patients[1:]
        ]
        self.surgeries = [first, *others]
        template = None
        for surgery in self.surgeries:
            template = make_checklist(surgery, template).template
        for who in range(3):
            self._plan(who, timedelta(0), timedelta(hours=9))

    @property
    def clock(self) -> Clock:
        return Clock(now=lambda: self.now, monotonic=self._seconds, wait=lambda _: None)

    def _seconds(self) -> float:
        return (self.now - EVE).total_seconds()

    @rule(step=STEP)
    def step(self, step: tuple[str, dict[str, Any]]) -> None:
        act, given = step
        getattr(self, act)(**given)

    # --- people ---

    def plan(self, who: int, ahead: timedelta, hours: int, critical: bool, **fields: str) -> None:
        if Surgery.objects.get(pk=self.surgeries[who].pk).status == Surgery.Status.PLANNED:
            self._plan(who, ahead, timedelta(hours=hours), is_critical=critical, **fields)

    def _plan(self, who: int, ahead: timedelta, useful: timedelta, **fields: object) -> None:
        surgery, due_at = Surgery.objects.get(pk=self.surgeries[who].pk), self.now + ahead
        item = make_item(surgery.checklists.get())
        make_reminder(surgery, due_at=due_at, latest_at=due_at + useful, item=item, **fields)
        self.order += 1

    def cancel(self, who: int) -> None:
        self._stop(who, lambda surgery: cancel(surgery, by=self.nurse, reason="Cold", now=self.now))

    def move(self, who: int, hour: int) -> None:
        self._stop(
            who,
            lambda surgery: reschedule(
                surgery,
                surgery_date=SURGERY_DAY + timedelta(days=2),
                start_time=time(hour),
                arrival_time=None,
                by=self.nurse,
                now=self.now,
            ),
        )

    def tick(self, who: int, which: int) -> None:
        items = list(self.surgeries[who].checklists.get().items.order_by("number"))
        if items and Surgery.objects.get(pk=self.surgeries[who].pk).status == Surgery.Status.PLANNED:
            item = items[which % len(items)]
            tick(item, by=None, now=self.now)
            self._note_stopped(item.reminders.values_list("pk", flat=True))

    def _stop(self, who: int, act: Callable[[Surgery], object]) -> None:
        surgery = Surgery.objects.get(pk=self.surgeries[who].pk)
        if surgery.status != Surgery.Status.PLANNED or self.now > EVE + timedelta(hours=24):
            return
        generation, old = surgery.generation, list(surgery.reminders.values_list("pk", flat=True))
        act(surgery)
        if Surgery.objects.get(pk=surgery.pk).generation != generation:
            self._note_stopped(old)

    def _note_stopped(self, keys: Sequence[int]) -> None:
        self.order += 1
        for key in keys:
            self.stopped_order.setdefault(key, self.order)

    # --- workers ---

    def work(self, who: int, steps: int, answers: list[str], dies_after: int | None) -> None:
        """Let a worker take its next steps. In mid-send it may die, after so many calls."""
        for _ in range(steps):
            self._work(who, answers, dies_after)

    def _work(self, who: int, answers: list[str], dies_after: int | None) -> None:
        worker = self.workers[who]
        if worker.token is None:
            worker.token = claim(now=self.now, watermark=worker.watermark)
        elif worker.batch is None:
            self._arm(worker)
        elif worker.outcomes is None:
            self.sms.answers, self.mail.answers = list(answers), list(reversed(answers))
            going, until = worker.batch.armed[:dies_after], worker.armed_at + SEND_BUDGET
            worker.outcomes = send(going, self.clock, until=until, is_stopping=lambda: False)
            self.sms.answers, self.mail.answers = [], []
            if dies_after is not None:
                self.workers[who] = Worker()
        else:
            others = self._held_by_others(worker)
            finish(worker.token, worker.outcomes, now=self.now)
            assert self._held_by_others(worker) == others, "G3: what another worker is sending was taken from it"
            self._let_go(worker)

    def _arm(self, worker: Worker) -> None:
        assert worker.token is not None
        self.order += 1
        worker.batch, worker.armed_at = arm(worker.token, now=self.now, size=3), self._seconds()
        self.armed_order |= {one.parcel.reference: self.order for one in worker.batch.armed}
        if not worker.batch.armed:
            self._let_go(worker)

    def _let_go(self, worker: Worker) -> None:
        assert worker.token is not None
        give_back(worker.token)
        worker.token = worker.batch = worker.outcomes = None

    def die(self, who: int) -> None:
        self.workers[who] = Worker()

    def be_overtaken(self, who: int) -> None:
        """A worker is paused past its lease at whatever it does; another takes over; then it goes on."""
        self.wait(timedelta(seconds=61))
        self.workers[1 - who] = Worker()
        self.look_after_the_dead(is_listing=True)
        self.work(1 - who, steps=2, answers=[], dies_after=None)
        self.work(who, steps=2, answers=[], dies_after=None)

    def _held_by_others(self, worker: Worker) -> list[tuple[object, ...]]:
        held = Reminder.objects.filter(lease_until__gt=self.now).exclude(claim_token=worker.token)
        return list(held.order_by("pk").values_list("pk", "status", "claim_token", "lease_until"))

    def look_after_the_dead(self, is_listing: bool) -> None:
        self.sms.is_listing = is_listing
        reap(now=self.now)
        reconcile(self.clock)
        self.sms.is_listing = True

    def go_round(self) -> None:
        """The ladder's part in it."""
        tell_of_running_out(now=self.now)
        close_what_went_out(now=self.now)
        expire(now=self.now)

    # --- the provider, and the clock ---

    def call_back(self, pick: int, told: Delivery.Status) -> None:
        if not self.sms.accepted:
            return
        reference = self.sms.accepted[pick % len(self.sms.accepted)]
        if told != S.SENT:
            told = S(self.finals.setdefault(reference, told))
        event = f"{reference}:{told}"
        sid = str(reference)
        take_receipt("t", event=event, told=told, reference=reference, provider_id=sid, status=told, now=self.now)

    def wait(self, step: timedelta) -> None:
        self.now += step

    # --- what must hold ---

    @invariant()
    def no_call_broke_a_promise(self) -> None:
        assert not self.broken

    @invariant()
    def what_may_have_gone_out_does_not_wait_to_go_again(self) -> None:
        """G3: as long as nobody has asked what became of it, no reminder of it can be claimed."""
        open_questions = Delivery.objects.filter(status__in=[S.ARMED, S.UNKNOWN], settled_at=None)
        waiting = Reminder.objects.filter(status__in=[Reminder.Status.SCHEDULED, Reminder.Status.CLAIMED])
        assert not waiting.filter(deliveries__in=open_questions).exists()

    def _check(self, parcel: Parcel) -> None:
        """Right before the provider is called. Noted, since the engine outlives whatever is raised in a call."""
        delivery = Delivery.objects.get(pk=parcel.reference)
        if self.now - delivery.armed_at > timedelta(seconds=SEND_BUDGET):
            self.broken.append("G2: called long after arming")
        armed = self.armed_order.get(delivery.pk, self.order + 1)
        for reminder in delivery.reminders.all():
            if armed >= self.stopped_order.get(reminder.pk, armed + 1):
                self.broken.append(f"G2: stale, {reminder.status}")
            before = self._taken(reminder, delivery.channel)
            again = reminder.deliveries.filter(channel=delivery.channel, sent_again_at__isnull=False).count()
            if before > again:
                self.broken.append(f"G3: told {before} times before, {again} of them on purpose")

    def _taken(self, reminder: Reminder, channel: str) -> int:
        accepted = Counter(self.sms.accepted + self.mail.accepted)
        return sum(accepted[one.pk] for one in reminder.deliveries.filter(channel=channel))

    def _come_to_the_end(self) -> None:
        """G1: with workers that run and providers that answer, everything comes to a named end that is true."""
        horizon = EVE + timedelta(days=6)
        self.now += timedelta(minutes=2)  # whoever died is known to be dead by now
        is_open = Reminder.objects.filter(status__in=Reminder.OPEN)
        while dispatch_due(self.clock) or is_open.exists():
            assert self.now < horizon, f"G1: no end for {list(is_open.values())}"
            soonest = is_open.order_by("next_attempt_at").values_list("next_attempt_at", flat=True).first()
            self.now = max(self.now + timedelta(seconds=11), soonest or self.now)
        assert not self.broken
        self.go_round()
        # What failed in one message is one concern. One that closed by itself tells a nurse nothing any more.
        closed_itself = WorkItem.objects.filter(kind=WorkItem.Kind.NOT_YET, closed_at__isnull=False)
        concerns = WorkItem.objects.exclude(reminder=None).exclude(pk__in=closed_itself)
        known = {key for both in concerns.values_list("reminder", "with_reminders") for key in both}
        for one in Reminder.objects.all():
            if one.status == Reminder.Status.SENT:
                assert any(self._taken(one, channel) for channel in Channel.values), "G1: sent, and nobody took it"
            must_reach = one.status in (Reminder.Status.HELD, Reminder.Status.UNDELIVERABLE) or (
                one.status == Reminder.Status.EXPIRED and one.is_critical
            )
            assert one.pk in known or not must_reach, f"G1: {one.status}, and no nurse knows"
        for reference, told in self.finals.items():
            assert Delivery.objects.get(pk=reference).status == told, "a status went back"


@pytest.mark.django_db
def test_no_order_of_steps_loses_doubles_or_sends_what_is_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    machines: list[Engine] = []

    def make() -> Engine:
        machines[:] = [Engine()]
        return machines[0]

    def by_name(name: str) -> Provider:
        return {"twilio": machines[0].sms, "mail": machines[0].mail}[name]

    monkeypatch.setattr(backoff, "_random", backoff._random)  # put back afterwards
    engine = "procedures.messaging.engine"
    monkeypatch.setattr(
        f"{engine}.opening.for_channel", lambda channel, **_: by_name("mail" if channel == Channel.EMAIL else "twilio")
    )
    monkeypatch.setattr(f"{engine}.reconcile.by_name", by_name)

    run_state_machine_as_test(
        make,
        settings=settings(
            max_examples=25 if is_sqlite() else 5,  # in memory, a step is quick
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
