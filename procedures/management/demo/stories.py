"""What has happened to a demo patient since the list was assigned, told by the real acts."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from procedures.audit.acts import Act
from procedures.audit.recording import record
from procedures.checklists.cancelling import cancel
from procedures.checklists.completing import complete
from procedures.checklists.deaths import record_death
from procedures.checklists.emergencies import open_in_emergency
from procedures.checklists.medicines.confirming import confirm_medicine
from procedures.checklists.medicines.entering import ask_clinician, enter_medicine
from procedures.checklists.medicines.rules import MedicineRule
from procedures.checklists.models import ChecklistItem, Surgery
from procedures.checklists.rescheduling import reschedule
from procedures.checklists.ticking import report_missed, tick
from procedures.core.medicine_classes import MedicineClass
from procedures.core.tasks import NEEDS_CLINICIAN, Actor, Category, Phase
from procedures.hospitals.models import User
from procedures.management.demo.places import AMAL, EMIL, user_of
from procedures.messaging.replies.taking import take_reply

# What people put off: the escort home, and what belongs to the last day.
LEFT_FOR_LATER = frozenset({Category.LOGISTICS, Category.FASTING, Category.HYGIENE})
WAY_HOME = "Arrange for an adult"
UNSEEN = timedelta(days=2)
MOVED_BY = timedelta(days=3)
# What was ticked a moment ago stays in its place on the list: these ticks are done and put away.
A_WHILE = timedelta(minutes=30)
KEPT_ON = MedicineRule(
    "Bisoprolol 5 mg",
    MedicineClass.BETA_BLOCKER_STATIN,
    is_continued=True,
    note="Take it on the morning of your operation with a sip of water",
    decided_by="Amal Haddad",
)


def nothing_yet(_surgery: Surgery, _nurse: User, _now: datetime) -> None:
    """The list has just been sent."""


def in_a_hurry(surgery: Surgery, _nurse: User, now: datetime) -> None:
    """The patient has packed and washed. Medicines, fasting and the way home are still open."""
    steps = [step for step in preparations(surgery) if step.category not in NEEDS_CLINICIAN]
    _tick((step for step in steps if not step.title.startswith(WAY_HOME)), now=now)


def halfway(surgery: Surgery, _nurse: User, now: datetime) -> None:
    """The patient has ticked every second step, leaving what people leave for later. What they told us 2 days ago, that
    one went wrong, nobody has seen to yet.
    """
    steps = [step for step in preparations(surgery) if step.category not in LEFT_FOR_LATER]
    _tick(steps[::2], now=now)
    if len(steps) > 1:
        report_missed(steps[1], by=None, note="I was away that week.", now=now - UNSEEN)


def given_a_plan(surgery: Surgery, nurse: User, now: datetime) -> None:
    """The clinician has confirmed what to do with two medicines."""
    for rule in (_warfarin(surgery), KEPT_ON):
        medicine = enter_medicine(surgery, rule, by=nurse, now=now)
        confirm_medicine(medicine, version=medicine.version, by=user_of(AMAL), now=now)


def waiting_for_a_clinician(surgery: Surgery, nurse: User, now: datetime) -> None:
    """The nurse has written down a blood thinner, and asked the clinician. The patient asks something by text."""
    enter_medicine(surgery, _warfarin(surgery), by=nurse, now=now)
    ask_clinician(surgery, now=now)
    take_reply(
        "demo",
        event=f"asked {surgery.pk}",
        from_address=str(surgery.patient.phone),
        to_address="",
        body="¿Mi hija puede esperar conmigo?",
        now=now,
    )


def _warfarin(surgery: Surgery) -> MedicineRule:
    """Made up for the demo, as every value here: no advice."""
    return MedicineRule(
        "Warfarin 5 mg",
        MedicineClass.WARFARIN,
        last_dose_date=surgery.surgery_date - timedelta(days=6),
        restart_date=surgery.surgery_date + timedelta(days=1),
        decided_by="Amal Haddad",
    )


def ready(surgery: Surgery, _nurse: User, now: datetime) -> None:
    """The patient has ticked everything."""
    _tick(preparations(surgery), now=now)


def nearly_ready(surgery: Surgery, _nurse: User, now: datetime) -> None:
    """All but what is left for later."""
    _tick((step for step in preparations(surgery) if step.category not in LEFT_FOR_LATER), now=now)


def opened_in_emergency(surgery: Surgery, _nurse: User, now: datetime) -> None:
    """The patient came to the emergency department, whose nurse opened the record and looked at the list."""
    emil = user_of(EMIL)
    open_in_emergency(surgery.patient, by=emil, reason="Collapsed at our door. When did he last eat?", now=now)
    for page in ("surgery", "surgery-item"):
        record(Act.PAGE_READ, by=emil, patient_id=surgery.patient_id, unit_id=surgery.unit_id, now=now, page=page)


def cancelled(surgery: Surgery, nurse: User, now: datetime) -> None:
    """The patient fell ill."""
    cancel(surgery, by=nurse, reason="The patient has a fever. A new date follows.", now=now)


def moved(surgery: Surgery, nurse: User, now: datetime) -> None:
    """The patient had seen to the medicines when the date moved: now a nurse has to judge that again."""
    _tick((step for step in preparations(surgery) if step.category == Category.MEDICATION), now=now)
    reschedule(
        surgery,
        surgery_date=surgery.surgery_date + MOVED_BY,
        start_time=surgery.start_time,
        arrival_time=surgery.arrival_time,
        by=nurse,
        now=now,
    )


def completed(surgery: Surgery, nurse: User, now: datetime) -> None:
    """The care is over, and the list closed."""
    _tick(preparations(surgery), now=surgery.arrives_at or now)
    complete(surgery, by=nurse, now=now)


def died(surgery: Surgery, nurse: User, now: datetime) -> None:
    """The patient has died: everything stopped, in silence."""
    record_death(surgery.patient, by=nurse, now=now)


def recovering(surgery: Surgery, _nurse: User, now: datetime) -> None:
    """The patient came prepared, is at home again, and finds one thing too hard: a nurse gets to know."""
    _tick(preparations(surgery), now=surgery.arrives_at or now)
    exercises = ChecklistItem.objects.open().filter(
        checklist__surgery=surgery, phase=Phase.RECOVERY, category__in=[Category.THERAPY, Category.ACTIVITY]
    )
    sore = exercises.order_by("number").first()
    if sore is not None:
        report_missed(sore, by=None, note="The knee is too sore for this today.", now=now)


def preparations(surgery: Surgery) -> list[ChecklistItem]:
    """The steps before the operation that the patient can tick, in order."""
    steps = ChecklistItem.objects.open().filter(checklist__surgery=surgery, phase=Phase.PREPARATION)
    return list(steps.exclude(actor=Actor.CARE_TEAM).order_by("number"))


def _tick(steps: Iterable[ChecklistItem], *, now: datetime) -> None:
    for step in steps:
        tick(step, by=None, now=now)
        # Only put down earlier: to act on a clock set back would take reminders away that are due by now.
        ChecklistItem.objects.filter(pk=step.pk).update(status_at=now - A_WHILE)
