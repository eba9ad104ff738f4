"""C, YES and NO: to the visit or the arrival that was told last, or to our question about a ride home."""

from datetime import datetime

from procedures.checklists.answering import ask_for_another_time, confirm_visit
from procedures.checklists.coming import confirm_arrival, needs_a_ride, tell_ride
from procedures.checklists.models import Appointment, Reminder, Surgery
from procedures.checklists.refused import Refused
from procedures.core.replies import Meaning, is_confirmation
from procedures.messaging.models import Delivery
from procedures.messaging.questions import confirmed_by_c
from procedures.messaging.replies.incoming import Incoming, is_soon, to_the_nurse
from procedures.messaging.replies.senders import ANSWERED_WITHIN, REACHED, last_told
from procedures.patients.models import Channel

RIDE = "ride"


def settle_question(incoming: Incoming) -> str:
    """Do what the answer says where it is plain what it answers; else a nurse reads it."""
    surgery = incoming.sender.certain
    if surgery is None:
        return to_the_nurse(incoming, said="whose")
    try:
        if _was_asked_for_a_ride(surgery, incoming) and not is_confirmation(incoming.message.body):
            return _ride(surgery, incoming)
        told = last_told(surgery, incoming.sender.address, now=incoming.now)
        about = confirmed_by_c(told)
        if incoming.reply.meaning is Meaning.YES and about is not None:
            return _confirmed(about, surgery, incoming)
        if len(told) == 1 and isinstance(about, Appointment):
            ask_for_another_time(about, words=incoming.message.body, by_channel=Channel.SMS, now=incoming.now)
            incoming.answer("another_time", surgery)
            return "asked for another time: on a nurse's list"
    except Refused:
        pass
    return to_the_nurse(incoming)


def _confirmed(about: Appointment | Surgery, surgery: Surgery, incoming: Incoming) -> str:
    if isinstance(about, Appointment):
        confirm_visit(about, by_channel=Channel.SMS, now=incoming.now)
        incoming.answer("confirmed", surgery)
        return "confirmed the visit"
    confirm_arrival(surgery, by_channel=Channel.SMS, now=incoming.now)
    incoming.answer(RIDE if surgery.has_ride is None and needs_a_ride(surgery) else "confirmed", surgery)
    return "confirmed the arrival"


def _ride(surgery: Surgery, incoming: Incoming) -> str:
    has_ride = incoming.reply.meaning is Meaning.YES
    tell_ride(surgery, has_ride=has_ride, by_channel=Channel.SMS, now=incoming.now)
    if has_ride:
        incoming.answer("ride_found", surgery)
        return "someone takes the patient home"
    incoming.answer("no_ride", surgery, soon=is_soon(surgery, incoming.now))
    return "nobody takes the patient home: on a nurse's list"


def _was_asked_for_a_ride(surgery: Surgery, incoming: Incoming) -> bool:
    """True when that was our last question to the number: it went out, nothing was told since, and the date did not
    move. Whoever writes "C" and then "yes" before the question came has said nothing of a ride.
    """
    asked = Reminder.objects.filter(
        kind=Reminder.Kind.ANSWER,
        surgery=surgery,
        step=RIDE,
        address=incoming.sender.address,
        generation=surgery.generation,
    )
    texts = Delivery.objects.filter(address=incoming.sender.address, channel=Channel.SMS)
    gone_out = texts.filter(reminders__in=asked, status__in=REACHED, armed_at__gt=incoming.now - ANSWERED_WITHIN)
    at: datetime | None = gone_out.order_by("-armed_at").values_list("armed_at", flat=True).first()
    if at is None:
        return False
    return not texts.filter(armed_at__gt=at).exclude(reminders__kind__in=Reminder.ASKED_FOR).exists()
