"""Answers to what someone wrote: short fixed words, sent at once by the same engine, and never in a loop."""

from datetime import datetime, timedelta

from django.template.loader import get_template

from procedures.checklists.models import Reminder, Surgery
from procedures.core.sms import to_gsm7
from procedures.messaging.channels import STILL_SENT, STOPPED_ALARM
from procedures.patients.models import Suppression

ENGLISH = "en"
# "Your nurses have your message" is said once in this time; the words of danger are answered more often.
NOT_AGAIN = {"noted": timedelta(hours=1), "whose": timedelta(hours=1), "alarm": timedelta(minutes=5)}
# Another machine may be at the other end, and answer our answers.
MOST_A_DAY = 20
USEFUL = timedelta(hours=2)


def answer(surgery: Surgery, name: str, *, address: str, now: datetime, **facts: object) -> Reminder | None:
    """Send the answer `name` to `address`, quiet hours or not: whoever just wrote is awake.

    None where it is not to be sent: said a moment ago, too many today, or to a number that said STOP.
    """
    if not _may_answer(name, address, now):
        return None
    return Reminder.objects.create(
        surgery=surgery,
        kind=Reminder.Kind.ANSWER,
        step=name,
        address=address,
        words=words_of(surgery, name, **facts),
        generation=surgery.generation,
        due_at=now,
        latest_at=now + USEFUL,
        next_attempt_at=now,
        is_critical=name in ("alarm", STOPPED_ALARM),
        created_at=now,
    )


def words_of(surgery: Surgery, name: str, **facts: object) -> str:
    """The words, in the patient's language or else in English. They tell nothing of the patient."""
    hospital = surgery.unit.hospital
    known = {
        "clinic": hospital.text_name,
        "phone": surgery.unit.telephone.as_international,
        "emergency": hospital.emergency_number,
    }
    language = surgery.patient.language if surgery.patient.language in ("en", "es") else ENGLISH
    text = get_template(f"answers/{name}.{language}.txt").render(known | facts)
    return to_gsm7(" ".join(text.split()))


def _may_answer(name: str, address: str, now: datetime) -> bool:
    if name not in STILL_SENT and Suppression.objects.among([address]):
        return False
    before = Reminder.objects.filter(kind=Reminder.Kind.ANSWER, address=address)
    if name in NOT_AGAIN and before.filter(step=name, created_at__gt=now - NOT_AGAIN[name]).exists():
        return False
    return name in STILL_SENT or before.filter(created_at__gt=now - timedelta(days=1)).count() < MOST_A_DAY
