"""Sorting what a worker holds: what goes out now and over which ways, what waits, and what has come to its end."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from procedures.checklists.models import Reminder
from procedures.messaging.channels import Way, ways_of
from procedures.messaging.engine.bundling import Told, bundle
from procedures.messaging.engine.judging import Verdict, capped, expired, is_overtaken
from procedures.messaging.engine.owing import judge
from procedures.messaging.engine.settling import latest_deliveries
from procedures.messaging.limits import UNTIL_RECKONED


@dataclass(slots=True)
class Plan:
    """What is to become of the reminders in hand."""

    ends: list[tuple[Reminder, Verdict]] = field(default_factory=list)
    owed: dict[int, list[Way]] = field(default_factory=dict)
    messages: list[list[Reminder]] = field(default_factory=list)
    later: dict[datetime, list[int]] = field(default_factory=lambda: defaultdict(list))
    overtaken: set[int] = field(default_factory=set)


def judge_all(reminders: Sequence[Reminder], own: Collection[int], *, now: datetime) -> Plan:
    """Which of `reminders` may go out, over which channels; those whose time has come and that may not, end."""
    plan = Plan()
    tried = latest_deliveries(reminders) if any(one.attempts or one.channels for one in reminders) else {}
    ways = ways_of(reminders, tried, now=now)
    for one in reminders:
        verdict, owed = judge(one, ways[one.pk], tried.get(one.pk, {}), now=now)
        if verdict is None and is_overtaken(one):
            if one.pk in own:
                plan.overtaken.add(one.surgery_id)
                plan.later[now + min(UNTIL_RECKONED, (one.latest_at - now) / 2)].append(one.pk)
        elif verdict is None:
            plan.owed[one.pk] = owed
        elif one.pk in own or one.next_attempt_at <= now:
            plan.ends.append((one, verdict))
    return plan


def put_together(plan: Plan, group: Sequence[Reminder], told: Told, own: Collection[int], *, now: datetime) -> None:
    """Put one reader's reminders into messages, or let them wait, or end them."""
    by_key = {one.pk: one for one in group}
    found = bundle(group, told, now=now, own=own)
    plan.messages += [[by_key[key] for key in message] for message in found.messages]
    for key, at in found.later.items():
        plan.later[at].append(key)
    for key in found.behind:
        plan.later[by_key[key].next_attempt_at].append(key)
    plan.ends += [(by_key[key], expired(by_key[key], "only the night was left")) for key in found.too_late]
    plan.ends += [(by_key[key], verdict) for key, verdict in capped([by_key[key] for key in found.capped]).items()]
