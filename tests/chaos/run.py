"""One run: begin, let trouble come while reminders fall due, be quiet until every reminder has its end, and judge."""

import os
import random
import socket
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import requests
from django.db import OperationalError, connection
from django.db.models import Q, QuerySet

from procedures.checklists.models import Reminder, WorkItem
from procedures.management.serving import parts
from procedures.messaging import liveness
from procedures.messaging.models import Delivery
from tests.chaos import provider, trouble
from tests.chaos.provider import ErringTwilio, reference_of
from tests.chaos.trouble import Database, Trouble
from tests.chaos.verdict import End, Told, Verdict, judge
from tests.chaos.ward import STEPS, Ward
from tests.fakes import twilio as fake_twilio
from tests.messaging import machine as machines

# Reminders that fall due a second, and acts of nurses and patients a second.
REMINDERS, ACTS = 40, 6
# After the last trouble everything must reach its end. On a busy machine that may take long: it is given up once
# nothing has ended for so many seconds, longer than any pause after a few failures; at the latest after the second.
STANDSTILL, LONGEST_QUIET = 180, 1200
Status = Delivery.Status


@dataclass(frozen=True)
class Report:
    """What a run was, and what came of it. `callbacks_undone` names deliveries whose status went back."""

    seed: int
    seconds: float
    database: str
    verdict: Verdict
    troubles: dict[str, int]
    faults: dict[str, int]
    acts: dict[str, int]
    callbacks_undone: list[str]

    @property
    def is_kept(self) -> bool:
        return self.verdict.is_kept and not self.callbacks_undone

    def __str__(self) -> str:
        verdict = self.verdict
        found = {
            "accepted": verdict.accepted,
            "distinct": verdict.distinct,
            "lost": len(verdict.lost),
            "doubled": len(verdict.doubled),
            "stale": len(verdict.stale),
            "unknown": verdict.unknown,
            "sent again on purpose": verdict.repeated,
            "receipts undone": len(self.callbacks_undone),
        }
        lines = [
            f"seed {self.seed}, {self.seconds:.0f} s on {self.database}",
            f"troubles: {_counts(self.troubles)}",
            f"faults of the provider: {_counts(self.faults)}",
            f"acts: {_counts(self.acts)}",
            f"ends: {_counts(verdict.ends)}",
            ", ".join(f"{name} {count}" for name, count in found.items()),
            f"lateness: p50 {verdict.late(0.5):.2f} s, p99 {verdict.late(0.99):.2f} s",
        ]
        for name in ("lost", "doubled", "stale"):
            lines += [f"{name}: reminder {key}: {why}" for key, why in getattr(verdict, name).items()]
        lines += [f"receipt undone: {words}" for words in self.callbacks_undone]
        return "\n".join(lines)


def _counts(found: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(found.items())) or "none"


def run(
    database: Database,
    folder: Path,
    *,
    seconds: float,
    seed: int,
    is_sqlite: bool,
    worker: parts.Part | None = None,
    reminders: int = REMINDERS,
    may_hurry: bool = False,
    is_quiet: bool = False,
) -> Report:
    """Run it on `database`, which is empty, with `reminders` a second.

    With `may_hurry`, pauses after failures are cut short at the end. With `is_quiet`, no trouble comes at all.
    """
    machines.migrate(database.url, folder)
    dice = random.Random(seed)
    port = _free_port()
    with provider.serve(dice.getrandbits(32)) as twilio:
        variables = fake_twilio.environment(twilio) | {"PUBLIC_URL": f"http://127.0.0.1:{port}"}
        with machines.on(database.url, folder, **variables) as machine:
            ward = Ward(random.Random(dice.getrandbits(32)))
            hands = Trouble(machine, database, dice, worker or parts.worker("INFO"))
            machine.start_web(port)
            _wait_for(port)
            hands.begin(workers=1 if is_sqlite else 2, beats=3)
            _wait_for_the_first_look()
            _wait_for_locks(60, is_sqlite=is_sqlite)  # the processes that have just started write too
            ward.fill(max(1, round(seconds * reminders / STEPS)), seconds=seconds * 0.9)
            twilio.is_calm = is_quiet
            _wait_for_locks(1, is_sqlite=is_sqlite)  # a frozen worker may hold it: put off what needs it
            plan = [] if is_quiet else trouble.plan(dice, seconds=seconds, is_sqlite=is_sqlite)
            _live_through(ward, hands, plan, seconds)
            twilio.is_calm = True
            hands.mend(all_of_it=True)
            _wait_for_locks(60, is_sqlite=is_sqlite)
            _wait_for_ends(may_hurry=may_hurry)
            _hear_the_last_callbacks(twilio)
            return _report(ward, twilio, hands, seed=seed, seconds=seconds, is_sqlite=is_sqlite)


def _wait_for_the_first_look(*, seconds: float = 240) -> None:
    end = time.monotonic() + seconds
    while liveness.silence(liveness.WORKER, now=datetime.now(UTC)) is None and time.monotonic() < end:
        time.sleep(0.1)


def _wait_for_locks(seconds: int, *, is_sqlite: bool) -> None:
    if is_sqlite:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {seconds * 1000}")


def _live_through(ward: Ward, hands: Trouble, plan: list[tuple[float, str]], seconds: float) -> None:
    began = time.monotonic()
    next_act = 0.0
    while (now := time.monotonic() - began) < seconds or plan:  # on a busy machine a restart may take long
        hands.mend()
        if plan and plan[0][0] <= now:
            hands.cause(plan.pop(0)[1])
        if next_act <= now:
            next_act = now + 1 / ACTS
            try:
                ward.act()
            except OperationalError:  # the lock is held by one who is frozen: nothing of the act was written
                ward.acts["put off"] += 1
        time.sleep(0.02)


def _begun() -> QuerySet[Reminder]:
    """What is due, and what went along ahead of its time with something that was due to the same patient."""
    return Reminder.objects.filter(Q(due_at__lte=datetime.now(UTC)) | Q(attempts__gt=0))


def _wait_for_ends(*, may_hurry: bool) -> None:
    """Until nothing is open any more, or nothing moves; the judge sees what is left."""
    began = moved_at = time.monotonic()
    fewest = float("inf")
    while (now := time.monotonic()) < min(moved_at + STANDSTILL, began + LONGEST_QUIET):
        is_open = _begun().filter(status__in=Reminder.OPEN)
        count = is_open.count()
        if not count:
            break
        if count < fewest:
            fewest, moved_at = count, now
        if may_hurry:
            soon = datetime.now(UTC)
            is_open.filter(status=Reminder.Status.SCHEDULED, next_attempt_at__gt=soon).update(next_attempt_at=soon)
        time.sleep(0.5)
    time.sleep(1)  # whoever still has a call in hand


def _hear_the_last_callbacks(twilio: ErringTwilio) -> None:
    end = time.monotonic() + 20
    while not twilio.calls.empty() and time.monotonic() < end:
        time.sleep(0.1)
    time.sleep(0.5)


def _report(ward: Ward, twilio: ErringTwilio, hands: Trouble, *, seed: int, seconds: float, is_sqlite: bool) -> Report:
    armed_at = dict(Delivery.objects.values_list("pk", "armed_at"))
    carried: dict[object, list[int]] = {}
    for reference, reminder in Reminder.objects.exclude(deliveries=None).values_list("deliveries__pk", "pk"):
        carried.setdefault(reference, []).append(reminder)
    told = [
        Told(reminder, reference_of(text), text.arrived_at, armed_at[reference_of(text)])
        for text in twilio.accepted
        for reminder in carried[reference_of(text)]
    ]
    ahead = set(Reminder.objects.filter(due_at__gt=datetime.now(UTC), attempts=0).values_list("pk", flat=True))
    return Report(
        seed=seed,
        seconds=seconds,
        database="SQLite" if is_sqlite else "PostgreSQL",
        verdict=judge(ward.planned - ahead, _ends(), told, ward.outdated),
        troubles=hands.done,
        faults=twilio.met,
        acts=ward.acts,
        callbacks_undone=_undone(twilio),
    )


def _ends() -> dict[int, End]:
    known = set(WorkItem.objects.exclude(reminder=None).values_list("reminder", flat=True))
    known |= set(WorkItem.objects.exclude(with_reminders=None).values_list("with_reminders", flat=True))
    repeats: dict[int, int] = {}
    for key in Reminder.objects.filter(deliveries__sent_again_at__isnull=False).values_list("pk", flat=True):
        repeats[key] = repeats.get(key, 0) + 1
    return {
        one.pk: End(
            one.status, one.due_at, one.next_attempt_at, repeats.get(one.pk, 0), one.pk in known, one.is_critical
        )
        for one in _begun()  # the plan of the list reaches into tomorrow
    }


def _undone(twilio: ErringTwilio) -> list[str]:
    """Deliveries of which we heard the end, and whose row says something else."""
    rows = dict(Delivery.objects.values_list("pk", "status"))
    found = []
    for reference, words in twilio.last_word.items():
        ends = words & {Status.DELIVERED, Status.UNDELIVERED}
        if ends and rows.get(reference) not in ends:
            found.append(
                f"delivery {reference}: {', '.join(sorted(ends))} was heard, the row says {rows.get(reference)}"
            )
    return found


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(port: int, *, seconds: float = 240) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with requests.Session() as session:
                session.trust_env = False
                session.get(f"http://127.0.0.1:{port}/healthz", timeout=5)
                return
        except requests.RequestException:
            time.sleep(0.1)
    raise RuntimeError("the pages do not come up")


def seed_of_the_day() -> int:
    return int.from_bytes(os.urandom(3))
