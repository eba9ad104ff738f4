"""WorkItem: something a nurse has to look at, by when, and who sees to it. It stays until it is closed with a note."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from procedures.checklists.models.appointment import Appointment
from procedures.checklists.models.checklist import ChecklistItem
from procedures.checklists.models.reminder import Reminder
from procedures.checklists.models.surgery import Surgery
from procedures.hospitals.models import OPENED, Asker, Unit
from procedures.patients.models import opened_to
from procedures.privacy.fields import SealedCharField, SealedTextField


class WorkItemQuerySet(models.QuerySet["WorkItem"]):
    def for_staff(self, user: Asker, *roles: str) -> Self:
        """Those of the units that `user` works in; where `roles` are given, in one of them.

        With `OPENED` among them, also those about patients whom `user` has opened in an emergency.
        """
        mine = Q(surgery__unit__in=Unit.objects.for_staff(user, *roles))
        return self.filter(mine | Q(surgery__patient__in=opened_to(user)) if OPENED in roles else mine)

    def open(self) -> Self:
        """Those that nobody has closed."""
        return self.filter(closed_at__isnull=True)


class WorkItem(models.Model):
    """One concern about one patient's surgery, on the nurse's list."""

    class Kind(models.TextChoices):
        TOO_LATE = "too_late", "A reminder came too late to be sent"
        NOT_YET = "not_yet", "A message has not gone out yet, and its time runs out"
        UNDELIVERABLE = "undeliverable", "A message could not be delivered"
        UNKNOWN = "unknown", "Nobody knows whether a message went out"
        MISSED = "missed", "The patient missed a step"
        QUESTION = "question", "The patient has a question"
        JUDGE_AGAIN = "judge_again", "Judge again what was done for the old date or the old list"
        CONFLICT = "conflict", "Two instructions contradict each other"
        VISIT = "visit", "A visit does not fit the date of the operation"
        CLOCK_CHANGE = "clock_change", "The rules of the clocks changed: another hour counts"
        PHONE_PATIENT = "phone_patient", "Phone the patient"
        VISIT_TIME = "visit_time", "The patient asks for another time for a visit"
        VISIT_UNBOOKED = "visit_unbooked", "A visit is not booked yet"
        MEDICINES = "medicines", "Medicines: a clinician must decide"
        MESSAGE = "message", "The patient wrote"
        NOT_TICKED = "not_ticked", "A critical step is not ticked"
        CHECK_IN = "check_in", "How the patient is after the operation"
        ASKED_BACK = "asked_back", "The patient is not sure by when"
        RIDE = "ride", "Nobody takes the patient home"
        OPENED = "opened", "Someone of another unit opened the record"
        CONFIRM_STEP = "confirm_step", "A clinician must confirm a step"

    surgery = models.ForeignKey(Surgery, on_delete=models.PROTECT, related_name="work_items")
    item = models.ForeignKey(ChecklistItem, on_delete=models.PROTECT, related_name="work_items", null=True)
    reminder = models.ForeignKey(Reminder, on_delete=models.PROTECT, related_name="work_items", null=True)
    # What failed in the same message, and is named with it.
    with_reminders = models.ManyToManyField(Reminder, related_name="named_in")
    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="work_items", null=True)
    kind = models.CharField(max_length=16, choices=Kind)
    summary = SealedCharField(max_length=300, is_indexed=True)
    words = SealedTextField(blank=True, help_text="What the patient wrote, whole.")
    is_urgent = models.BooleanField(default=False)
    raised_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, help_text="By when someone has to see to it.")
    # Set when nobody saw to it in time: from then on it is also the unit's escalation contact's.
    escalated_at = models.DateTimeField(null=True)
    once = models.CharField(max_length=80, blank=True, help_text="Names a concern that is raised once, ever.")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    closing_note = SealedCharField(max_length=300, is_indexed=True, blank=True)
    is_in_trail = models.BooleanField(default=False, help_text="The audit trail says that it was raised.")

    objects = WorkItemQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["raised_at"], condition=Q(closed_at__isnull=True), name="work_item_open"),
            # The ladder's question: what is open, and not seen to in time.
            models.Index(
                fields=["due_at"],
                condition=Q(closed_at__isnull=True, escalated_at__isnull=True),
                name="work_item_not_escalated",
            ),
            # The board's: which surgeries have something open.
            models.Index(fields=["surgery"], condition=Q(closed_at__isnull=True), name="work_item_open_of_surgery"),
            # What the audit trail does not know yet.
            models.Index(fields=["id"], condition=Q(is_in_trail=False), name="work_item_not_in_trail"),
            # What was closed, the latest first.
            models.Index(fields=["-closed_at"], condition=Q(closed_at__isnull=False), name="work_item_closed_latest"),
        ]
        constraints = [
            # The same thing about the same reminder is one concern, however often it is found.
            models.UniqueConstraint(
                fields=["reminder", "kind"], condition=Q(reminder__isnull=False), name="work_item_once_per_reminder"
            ),
            models.UniqueConstraint(fields=["once"], condition=~Q(once=""), name="work_item_once"),
        ]

    def __str__(self) -> str:
        return f"work item {self.pk} ({self.kind})"


class WorkItemEvent(models.Model):
    """What was done with a work item, by whom: taken, handed over, raised higher. Only ever added to."""

    class Act(models.TextChoices):
        TAKEN = "taken", "Taken"
        HANDED_OVER = "handed_over", "Handed over"
        ESCALATED = "escalated", "Not seen to in time: raised to the unit's escalation contact"
        TIGHTENED = "tightened", "The operation came nearer: to be seen to sooner"

    work_item = models.ForeignKey(WorkItem, on_delete=models.CASCADE, related_name="events")
    act = models.CharField(max_length=16, choices=Act)
    at = models.DateTimeField()
    # Empty means the ladder itself.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    note = SealedCharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.act} at {self.at:%Y-%m-%d %H:%M}"
