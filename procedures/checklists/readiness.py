"""Who is not ready: the nurse's board, soonest operation first, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Prefetch, Q, QuerySet

from procedures.checklists.models import Appointment, ChecklistItem, Reminder, Surgery, WorkItem
from procedures.core.tasks import Actor, Category, Phase
from procedures.hospitals.models import Asker
from procedures.patients.models import Consent

# Something that nobody ticked is said to be missing from this long before the operation, or as soon as it is due.
SOON = timedelta(days=3)

NO_WAY = "no way to send reminders"
NOT_DONE = {
    Category.FASTING: "fasting not confirmed",
    Category.MEDICATION: "medicines not confirmed",
}
VISITS = {Category.ASSESSMENT, Category.APPOINTMENT, Category.TEST}


@dataclass(frozen=True, slots=True)
class Row:
    """One planned surgery as the board shows it. `missing` is in words; the instants are UTC."""

    surgery: Surgery
    missing: tuple[str, ...]
    next_item: ChecklistItem | None
    next_reminder: Reminder | None
    work_items: tuple[WorkItem, ...]
    ticked: int
    total: int

    @property
    def next_due_at(self) -> datetime | None:
        """When the next thing is due that the patient has not done."""
        return self.next_item.due_at if self.next_item else None

    @property
    def is_reachable(self) -> bool:
        """True when reminders have a way to the patient; without one, a nurse is told at their hour instead."""
        return NO_WAY not in self.missing

    @property
    def is_ready(self) -> bool:
        """True when nothing is missing and no concern is open."""
        return not self.missing and not self.work_items


def board(user: Asker, *roles: str, now: datetime) -> list[Row]:
    """The planned surgeries of the units where the asker holds one of `roles`, or any without them, soonest first.

    A past one stays while a concern is open.
    """
    # Today began at most a day ago, wherever the hospital is.
    recent = (now - timedelta(days=1)).date()
    with_concern = WorkItem.objects.open().values("surgery")
    surgeries = (
        Surgery.objects.for_staff(user, *roles)
        .planned()
        .filter(Q(surgery_date__gte=recent) | Q(pk__in=with_concern))
        .select_related("patient", "procedure", "unit__hospital")
        .prefetch_related(
            _consents(),
            Prefetch("checklists__items"),
            Prefetch("appointments", Appointment.objects.filter(status=Appointment.Status.BOOKED)),
            Prefetch("work_items", _open_work_items(), to_attr="open_work_items"),
            Prefetch("reminders", _waiting_reminders(), to_attr="waiting_reminders"),
        )
        .order_by("surgery_date", "start_time", "pk")
    )
    return [row_of(surgery, now=now) for surgery in surgeries]


def _consents() -> "Prefetch[str]":
    return Prefetch("patient__consents", Consent.objects.standing(), to_attr="standing_consents")


def _open_work_items() -> QuerySet[WorkItem]:
    return WorkItem.objects.open().select_related("item").order_by("-is_urgent", "raised_at", "pk")


def _waiting_reminders() -> QuerySet[Reminder]:
    return Reminder.objects.stoppable().order_by("next_attempt_at", "pk")


def row_of(surgery: Surgery, *, now: datetime) -> Row:
    """The row of a surgery that was loaded as `board` loads it."""
    items = [item for checklist in surgery.checklists.all() for item in checklist.items.all()]
    steps = [item for item in items if _is_the_patients(item)]
    ahead = [item for item in steps if item.status == ChecklistItem.Status.OPEN and item.due_at and item.due_at > now]
    waiting: list[Reminder] = getattr(surgery, "waiting_reminders", [])
    return Row(
        surgery=surgery,
        missing=tuple(_missing(surgery, steps, now)),
        next_item=min(ahead, key=lambda item: (item.due_at, item.number), default=None),
        next_reminder=waiting[0] if waiting else None,
        work_items=tuple(getattr(surgery, "open_work_items", ())),
        ticked=sum(item.status == ChecklistItem.Status.DONE for item in steps),
        total=len(steps),
    )


def _is_the_patients(item: ChecklistItem) -> bool:
    is_on_the_list = not item.is_red_flag and item.withdrawn_at is None
    return item.phase == Phase.PREPARATION and is_on_the_list and item.actor != Actor.CARE_TEAM


def _missing(surgery: Surgery, steps: Sequence[ChecklistItem], now: datetime) -> list[str]:
    """What stands between the patient and the operation, in words, the gravest first, each once."""
    words: list[str] = []
    words += [f"missed: {item.title}" for item in steps if item.status == ChecklistItem.Status.MISSED]
    if surgery.start_time is None:
        words.append("theatre time not known")
    if surgery.arrival_time is None:
        words.append("arrival time not known")
    if not _reachable(surgery):
        words.append(NO_WAY)
    booked = {visit.item_id for visit in surgery.appointments.all()}
    is_soon = (surgery.starts_at or _noon(surgery)) - now <= SOON
    for item in steps:
        if item.status != ChecklistItem.Status.OPEN:
            continue
        category = Category(item.category)
        if category in VISITS and item.pk not in booked and item.due_at is None:
            words.append(f"not booked: {item.title}")
        elif is_soon or (item.due_at is not None and item.due_at <= now):
            words.append(NOT_DONE.get(category, f"not done: {item.title}"))
    return list(dict.fromkeys(words))


def _reachable(surgery: Surgery) -> bool:
    """True when the patient agreed to a channel that has an address."""
    patient = surgery.patient
    addresses = {"sms": patient.phone, "email": patient.email}
    return any(addresses.get(consent.channel) for consent in getattr(patient, "standing_consents", ()))


def _noon(surgery: Surgery) -> datetime:
    return datetime.combine(surgery.surgery_date, datetime.min.time().replace(hour=12), tzinfo=surgery.zone)
