"""What came of it: every reminder's end against what the provider took, and the promises that were broken."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from procedures.checklists.models import Reminder
from procedures.messaging.limits import SEND_BUDGET

Status = Reminder.Status
# Only an act of a person brings these ends about; and these are none without a nurse.
STOPPED = (Status.NOT_NEEDED, Status.SUPERSEDED, Status.STOPPED)
NEEDS_A_NURSE = (Status.HELD, Status.UNDELIVERABLE, Status.CAPPED)
# A call that starts in time arrives a little later: both sides share two cores with all that is going on.
ON_ITS_WAY = timedelta(seconds=3)
LONGEST_WAY = timedelta(seconds=SEND_BUDGET) + ON_ITS_WAY


@dataclass(frozen=True, slots=True)
class Told:
    """The provider took a message about `reminder`, carried by the delivery `reference`."""

    reminder: int
    reference: UUID
    arrived_at: datetime
    armed_at: datetime


@dataclass(frozen=True, slots=True)
class End:
    """A reminder as its row says. `repeats` counts the deliveries of which nobody ever knew, and that went again."""

    status: str
    due_at: datetime
    next_attempt_at: datetime
    repeats: int
    has_work_item: bool
    must_reach_a_nurse: bool


@dataclass(frozen=True, slots=True)
class Outdated:
    """A reminder that an act made untrue, as it stood right after the act was committed: at `seen_at` at the latest."""

    seen_at: datetime
    had_ended: bool


@dataclass
class Verdict:
    """Counts, and the broken promises in words. `lateness` is in seconds, sorted."""

    accepted: int = 0
    distinct: int = 0
    unknown: int = 0
    repeated: int = 0
    lost: dict[int, str] = field(default_factory=dict)
    doubled: dict[int, str] = field(default_factory=dict)
    stale: dict[int, str] = field(default_factory=dict)
    ends: Counter[str] = field(default_factory=Counter)
    lateness: list[float] = field(default_factory=list)

    @property
    def is_kept(self) -> bool:
        """True when no promise was broken."""
        return not (self.lost or self.doubled or self.stale)

    def late(self, share: float) -> float:
        """The lateness that `share` of all stay below."""
        return self.lateness[min(len(self.lateness) - 1, int(share * len(self.lateness)))] if self.lateness else 0.0


def judge(
    planned: Iterable[int], ends: Mapping[int, End], told: Iterable[Told], outdated: Mapping[int, Outdated]
) -> Verdict:
    """Hold what is written about every one of `planned` against what was `told`."""
    verdict = Verdict(ends=Counter(end.status for end in ends.values()))
    by_reminder: dict[int, list[Told]] = defaultdict(list)
    for one in told:
        by_reminder[one.reminder].append(one)
        _judge_telling(verdict, one, outdated.get(one.reminder))
    for key in sorted({*planned, *ends, *by_reminder}):
        end = ends.get(key)
        if end is None:
            verdict.lost[key] = "its row is gone"
        else:
            _judge_end(verdict, key, end, by_reminder[key], was_stopped=key in outdated)
    verdict.accepted = sum(map(len, by_reminder.values()))
    verdict.distinct = sum(1 for taken in by_reminder.values() if taken)
    verdict.lateness.sort()
    return verdict


def _judge_telling(verdict: Verdict, one: Told, outdated: Outdated | None) -> None:
    """G2: nothing starts that was stopped before it was armed, and nothing starts long after arming."""
    if one.arrived_at - one.armed_at > LONGEST_WAY:
        verdict.stale[one.reminder] = f"its call came {one.arrived_at - one.armed_at} after arming"
    if outdated is None:
        return
    after = one.arrived_at - outdated.seen_at
    if one.armed_at > outdated.seen_at:
        verdict.stale[one.reminder] = f"armed {one.armed_at - outdated.seen_at} after it was stopped"
    elif after > (timedelta(0) if outdated.had_ended else LONGEST_WAY):
        verdict.stale[one.reminder] = f"told {after} after it was stopped"


def _judge_end(verdict: Verdict, key: int, end: End, taken: list[Told], *, was_stopped: bool) -> None:
    """G1 and G3: a named end that is true, a nurse where one is needed, and no double but a recorded one."""
    verdict.unknown += end.status == Status.HELD
    verdict.repeated += end.repeats
    if end.status in Reminder.OPEN:
        verdict.lost[key] = f"no end: {end.status}, next looked at {end.next_attempt_at}"
    elif end.status == Status.SENT and not taken:
        verdict.lost[key] = "called sent, but nobody took it"
    elif end.status in STOPPED and not was_stopped:
        verdict.lost[key] = f"{end.status}, though no act made it untrue"
    elif end.status in NEEDS_A_NURSE and not end.has_work_item:
        verdict.lost[key] = f"{end.status}, and no nurse knows"
    elif end.status == Status.EXPIRED and end.must_reach_a_nurse and not end.has_work_item:
        verdict.lost[key] = "expired, and no nurse knows"
    if len(taken) > 1 + end.repeats:
        verdict.doubled[key] = f"taken {len(taken)} times, {end.repeats} of them on purpose"
    if taken:
        verdict.lateness.append(max(0.0, (min(one.arrived_at for one in taken) - end.due_at).total_seconds()))
