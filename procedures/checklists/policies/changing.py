"""Changing a hospital's policy: checked against what no hospital may switch off, and written down.

A change holds for what is planned from then on: a new list, and a list that an act plans again. What stands planned
stays until then, and what was sent is never sent again for it.
"""

from datetime import datetime, time

from django.db import transaction

from procedures.checklists.models import PolicyChange, PolicyStep
from procedures.checklists.policies.chosen import step_of
from procedures.checklists.policies.defaults import DEFAULTS
from procedures.checklists.policies.rules import Step
from procedures.checklists.refused import Refused
from procedures.core.tasks import Topic
from procedures.hospitals.models import User

Rule = PolicyStep.Rule
# A telling that must not be missed comes in these hours, when a patient is up and the hospital answers.
AWAKE = (time(8, 0), time(20, 0))
LONGEST_DAYS, LONGEST_MINUTES = 60, 12 * 60


class UnsafePolicy(Refused):
    """The policy would let something be missed that must not be missed, or makes no sense."""


def check_policy(row: PolicyStep) -> None:
    """Refuse what no hospital may choose.

    What prepapp holds for critical stays so: it is told, over every channel that the patient agreed to, and no later
    than the evening before. For fasting and the arrival that evening is the rule itself.

    :raises UnsafePolicy: in words for the administrator.
    """
    own = next((step for step in DEFAULTS.get(_key(row), ()) if step.name == row.step), None)
    if own is None and row.is_off:
        raise UnsafePolicy("There is no step of that name to switch off. Look it up in the table of policies.")
    if own is not None and own.is_critical:
        _check_critical(row)
    if row.is_off:
        return
    if not row.rule and own is None:
        raise UnsafePolicy("Say when to tell: choose a rule.")
    _check_numbers(row)
    if row.is_critical and row.channel:
        raise UnsafePolicy("What must not be missed goes over every channel. Leave the channel empty.")


def _check_critical(row: PolicyStep) -> None:
    if row.is_off or not row.is_critical:
        raise UnsafePolicy(
            "This step keeps patients safe. Move it if you like, but leave it on and “must not be missed”."
        )
    if row.rule in (Rule.ON_THE_DAY, Rule.MINUTES_BEFORE) or (row.rule == Rule.DAYS_BEFORE and not row.days):
        raise UnsafePolicy("This step must leave time to act. Choose the evening before, or at least 1 day before.")
    if row.topic in (Topic.FASTING, Topic.ARRIVAL) and row.rule == Rule.DAYS_BEFORE:
        raise UnsafePolicy("Told days ahead, this is forgotten by the evening. Choose the evening before.")
    if row.rule == Rule.EVENING_BEFORE and row.clock is not None and not time(15, 0) <= row.clock <= AWAKE[1]:
        raise UnsafePolicy("Choose an hour from 15:00 to 20:00: early enough to act, late enough to remember.")


def _check_numbers(row: PolicyStep) -> None:
    if row.rule == Rule.DAYS_BEFORE and not (row.days is not None and row.days <= LONGEST_DAYS):
        raise UnsafePolicy(f"Give the number of days, from 0 to {LONGEST_DAYS}.")
    if row.rule == Rule.MINUTES_BEFORE and not (row.minutes and row.minutes <= LONGEST_MINUTES):
        raise UnsafePolicy(f"Give the number of minutes, from 1 to {LONGEST_MINUTES}.")
    if row.clock is not None and not AWAKE[0] <= row.clock <= AWAKE[1]:
        raise UnsafePolicy("Choose an hour from 08:00 to 20:00.")
    if row.shape == PolicyStep.Shape.NO_TIME and row.rule == Rule.MINUTES_BEFORE:
        raise UnsafePolicy("Without a stated time there is nothing to count minutes from. Choose days.")


@transaction.atomic
def change_policy(row: PolicyStep, *, by: User | None, because: str, now: datetime) -> None:
    """Save `row`, new or changed, and who chose it and why.

    :raises UnsafePolicy: nothing is saved.
    """
    check_policy(row)
    said = _reason(because)
    before = PolicyStep.objects.select_for_update().filter(pk=row.pk).first() if row.pk else None
    row.save()
    _record(row, before=_words(before, row), after=_words(row, row), because=said, by=by, now=now)


@transaction.atomic
def drop_policy(row: PolicyStep, *, by: User | None, because: str, now: datetime) -> None:
    """Go back to prepapp's own step, or to none where the hospital had added it.

    :raises UnsafePolicy: without a reason; nothing is changed.
    """
    said = _reason(because)
    before = _words(row, row)
    _record(row, before=before, after=_words(None, row), because=said, by=by, now=now)
    row.delete()


def _reason(because: str) -> str:
    said = " ".join(because.split())[:300]
    if not said:
        raise UnsafePolicy("Write why, in a few words. It stays with the record of changes.")
    return said


def _record(row: PolicyStep, *, before: str, after: str, because: str, by: User | None, now: datetime) -> None:
    PolicyChange.objects.create(
        hospital=row.hospital,
        topic=row.topic,
        shape=row.shape,
        step=row.step,
        before=before,
        after=after,
        because=because,
        by=by,
        at=now,
    )


def _key(row: PolicyStep) -> tuple[Topic, PolicyStep.Shape]:
    return Topic(row.topic), PolicyStep.Shape(row.shape)


def _words(chosen: PolicyStep | None, row: PolicyStep) -> str:
    """What holds by `chosen`; where nothing is chosen, prepapp's own step of that name."""
    own = next((step for step in DEFAULTS.get(_key(row), ()) if step.name == row.step), None)
    if chosen is None:
        return f"prepapp’s own: {step_words(own)}" if own else "not told"
    return "not told" if chosen.is_off else step_words(step_of(chosen, own))


def step_words(step: Step) -> str:
    """One step in words: when, over what, how important."""
    over = {"sms": "by text message", "email": "by email"}.get(step.channel, "over every agreed channel")
    importance = "; must not be missed" if step.is_critical else ""
    return f"{step.when.words()}, {over}{importance}"
