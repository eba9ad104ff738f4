"""What a patient says to a visit: "I will come", or "I need another time". Each twice is the same as once."""

from datetime import datetime

from django.db import transaction

from procedures.checklists.escalating import raise_work_item
from procedures.checklists.heard import has_heard_of_the_visits_move
from procedures.checklists.holding import hold
from procedures.checklists.models import Appointment, Reminder, Surgery, SurgeryEvent, WorkItem
from procedures.checklists.refused import Refused
from procedures.checklists.reminding import plan_reminders
from procedures.checklists.superseding import end_reminders
from procedures.checklists.told import STEPS_AT_ONCE
from procedures.core.wording_of_time import day_words

# So near to the visit a nurse should hear at once that the patient cannot come.
URGENT_WITHIN_DAYS = 2
LONGEST = 300


class CannotBeAnswered(Refused):
    """The visit is cancelled, over, being judged by a nurse, or the patient has not been told its new time yet."""


@transaction.atomic
def confirm_visit(
    appointment: Appointment, *, by_channel: str, now: datetime, sequence: int | None = None
) -> Appointment:
    """Note that the patient will come, and stop the nagging: of its reminders only those that must not be missed stay.

    `by_channel` tells how we know: "page", or a channel such as "sms". `sequence` is that of the visit as the patient
    saw it, where that is known. An earlier wish for another time is taken back by it; a nurse's item about it stays.

    :raises CannotBeAnswered: nothing is changed.
    """
    surgery = _lock(appointment, now=now, sequence=sequence, by_channel=by_channel)
    if appointment.confirmed_at is not None:
        return appointment
    appointment.confirmed_at, appointment.answered_by_channel = now, by_channel
    appointment.asked_at, appointment.asked_words = None, ""
    appointment.save(update_fields=["confirmed_at", "answered_by_channel", "asked_at", "asked_words"])
    # Who answered for this date and hour need not be told again that it was booked or moved.
    words_of_it = appointment.reminders.filter(step__in=STEPS_AT_ONCE)
    end_reminders(words_of_it, status=Reminder.Status.NOT_NEEDED, because="The patient confirmed the visit", now=now)
    plan_reminders(surgery, now=now, is_catching_up=False)
    _record(surgery, appointment, "visit confirmed", by_channel, now)
    return appointment


@transaction.atomic
def ask_for_another_time(
    appointment: Appointment, *, words: str, by_channel: str, now: datetime, sequence: int | None = None
) -> WorkItem:
    """Put the patient's wish for another time on the nurse's list. The visit stays booked, and so do its reminders.

    `words` are the patient's own, and may be empty.

    :raises CannotBeAnswered: nothing is changed.
    """
    surgery = _lock(appointment, now=now, sequence=sequence, by_channel=by_channel)
    said = " ".join(words.replace("\0", " ").split())[:LONGEST]
    is_new = appointment.asked_at is None
    appointment.asked_at, appointment.asked_words, appointment.answered_by_channel = now, said, by_channel
    appointment.confirmed_at = None
    appointment.save(update_fields=["confirmed_at", "answered_by_channel", "asked_at", "asked_words"])
    plan_reminders(surgery, now=now, is_catching_up=False)
    if is_new:
        _record(surgery, appointment, "visit: another time asked for", by_channel, now)
    wish = f" “{said}”" if said else ""
    days = (appointment.visit_date - now.astimezone(surgery.zone).date()).days
    return raise_work_item(
        surgery,
        kind=WorkItem.Kind.VISIT_TIME,
        summary=f"{appointment.get_kind_display()} on {day_words(appointment.visit_date)}: the patient asks for "
        f"another time.{wish}",
        item=appointment.item,
        appointment=appointment,
        is_urgent=days <= URGENT_WITHIN_DAYS,
        now=now,
    )


def _lock(appointment: Appointment, *, now: datetime, sequence: int | None, by_channel: str) -> Surgery:
    """Hold the surgery, with the visit's newest values in `appointment`."""
    surgery = appointment.surgery
    hold(surgery, now=now)
    appointment.refresh_from_db(fields=["status", "sequence", "starts_at", "visit_date", "confirmed_at", "asked_at"])
    if surgery.status != Surgery.Status.PLANNED or appointment.status == Appointment.Status.CANCELLED:
        raise CannotBeAnswered("This visit is cancelled. You do not need to come.")
    if appointment.status == Appointment.Status.HELD:
        raise CannotBeAnswered("We are checking the date of this visit. We will tell you.")
    if appointment.starts_at <= now:
        raise CannotBeAnswered("The time of this visit has passed.")
    if sequence is not None and sequence != appointment.sequence:
        raise CannotBeAnswered("The time of this visit has changed. Look at the new time, then answer again.")
    if by_channel != "page" and not has_heard_of_the_visits_move(appointment):
        raise CannotBeAnswered("The time of this visit has changed. A message with the new time follows.")
    return surgery


def _record(surgery: Surgery, appointment: Appointment, act: str, by_channel: str, now: datetime) -> None:
    said = f"{appointment.get_kind_display()}, {day_words(appointment.visit_date)}. By {by_channel}."
    SurgeryEvent.objects.create(surgery=surgery, act=act, at=now, note=said)
