"""Reminder: a promise to tell one patient something at one time. The row is the reminder; a queue only nudges."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from procedures.checklists.models.appointment import Appointment
from procedures.checklists.models.checklist import ChecklistItem
from procedures.checklists.models.surgery import Surgery
from procedures.hospitals.models import Asker, Unit
from procedures.patients.models import Caregiver, opened_to
from procedures.privacy.fields import SealedAddressField, SealedTextField


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def for_staff(self, user: Asker) -> Self:
        """The reminders of the units that `user` works in, and of whom they opened in an emergency."""
        mine = Q(surgery__unit__in=Unit.objects.for_staff(user))
        return self.filter(mine | Q(surgery__patient__in=opened_to(user)))

    def due(self, now: datetime) -> Self:
        """Those waiting whose time has come, in due order."""
        return self.filter(status=Reminder.Status.SCHEDULED, next_attempt_at__lte=now).order_by("next_attempt_at", "pk")

    def unopened(self) -> Self:
        """Without what is sealed in them, until someone asks for it: it costs time, and what no key opens any more must
        keep nobody from ending the rest.
        """
        return self.defer("words", "address")

    def stoppable(self) -> Self:
        """Those that no one has begun to send: cancelling, moving or ticking ends them in its own transaction.

        Not what a patient asked for: it is owed whatever becomes of the date.
        """
        waiting = self.filter(status__in=[Reminder.Status.SCHEDULED, Reminder.Status.CLAIMED])
        return waiting.exclude(kind__in=Reminder.ASKED_FOR)


class Reminder(models.Model):
    """What is to be told (`kind`, about `item` or `appointment`), from when (`due_at`) and until when it is any use
    (`latest_at`), both UTC. It always reaches a named end.
    """

    class Kind(models.TextChoices):
        LIST_READY = "list_ready", "The list is ready"
        FASTING = "fasting", "Fasting"
        MEDICATION = "medication", "Medicines"
        APPOINTMENT = "appointment", "Appointment"
        ARRIVAL = "arrival", "Arrival"
        TASK = "task", "Something to do"
        MOVED = "moved", "The date has moved"
        CANCELLED = "cancelled", "The operation is cancelled"
        VISIT_CANCELLED = "visit_cancelled", "A visit is cancelled"
        PLAN_CHANGED = "plan_changed", "The medicine plan has changed"
        COMPLETED = "completed", "The last word: the care around the operation is over"
        ANSWER = "answer", "An answer to what the patient wrote"
        CAREGIVER = "caregiver", "Word to the caregiver"
        LIST_CHANGED = "list_changed", "The list has changed"
        CHECK_IN = "check_in", "How the patient is after the operation"
        CODE = "code", "A code to open the list"
        LINK = "link", "The link to the list, sent again"

    class Status(models.TextChoices):
        SCHEDULED = "scheduled", "Waiting for its time"
        CLAIMED = "claimed", "Taken by a worker; still stoppable"
        ARMED = "armed", "Going out: checked for the last time, the provider is being called"
        UNKNOWN = "unknown", "Called, but no answer is known; being looked up"
        SENT = "sent", "Accepted by a provider"
        HELD = "held", "Nobody knows whether it went out; a nurse has it"
        UNDELIVERABLE = "undeliverable", "No channel took it; a nurse has it"
        CAPPED = "capped", "The day’s messages were used up, and the next day is too late"
        EXPIRED = "expired", "Too late to be of use; a nurse has it if it was critical"
        NOT_NEEDED = "not_needed", "Already ticked"
        SUPERSEDED = "superseded", "The date moved; another takes its place"
        STOPPED = "stopped", "The operation was cancelled, or is over"

    # Not planned: someone just wrote, or stands before the door.
    ASKED_FOR = (Kind.ANSWER, Kind.CODE, Kind.LINK)
    OPEN = (Status.SCHEDULED, Status.CLAIMED, Status.ARMED, Status.UNKNOWN)

    surgery = models.ForeignKey(Surgery, on_delete=models.PROTECT, related_name="reminders")
    item = models.ForeignKey(ChecklistItem, on_delete=models.PROTECT, related_name="reminders", null=True)
    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="reminders", null=True)
    # Whom it goes to, where that is not the patient.
    caregiver = models.ForeignKey(Caregiver, on_delete=models.PROTECT, related_name="reminders", null=True)
    kind = models.CharField(max_length=16, choices=Kind)
    # Only of an answer: the number that wrote, and the ready words.
    address = SealedAddressField(max_length=254, is_indexed=True, blank=True)
    words = SealedTextField(blank=True)
    step = models.CharField(
        max_length=24, blank=True, help_text="Which telling of the same thing: a week ahead, the evening before."
    )
    generation = models.PositiveIntegerField(help_text="The surgery's, when this was planned.")
    due_at = models.DateTimeField()
    latest_at = models.DateTimeField()
    is_critical = models.BooleanField(default=False)
    may_wake = models.BooleanField(default=False, help_text="Told at once, by day or by night.")
    channels = models.CharField(
        max_length=32,
        blank=True,
        help_text="By the hospital’s policy: “sms” or “email” alone. Empty for all agreed ones.",
    )
    status = models.CharField(max_length=16, choices=Status, default=Status.SCHEDULED)
    next_attempt_at = models.DateTimeField(help_text="Its due time, or later after a temporary failure.")
    claim_token = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=200, blank=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        indexes = [
            # Claiming: the waiting ones in due order; finished rows stay out of the index.
            models.Index(
                fields=["next_attempt_at", "id"], condition=Q(status="scheduled"), name="reminder_waiting_in_order"
            ),
            # Reaping: what a worker holds, by the end of its lease.
            models.Index(
                fields=["lease_until"], condition=Q(status__in=["claimed", "armed"]), name="reminder_held_by_lease"
            ),
            # Reconciling: what nobody knows the outcome of.
            models.Index(fields=["id"], condition=Q(status="unknown"), name="reminder_unknown"),
        ]
        constraints = [
            models.CheckConstraint(name="reminder_useful_after_due", condition=Q(latest_at__gte=models.F("due_at"))),
            models.CheckConstraint(
                name="reminder_held_with_token_and_lease",
                condition=~Q(status__in=["claimed", "armed"]) | Q(claim_token__isnull=False, lease_until__isnull=False),
            ),
            models.CheckConstraint(
                name="reminder_end_has_its_time",
                condition=Q(status__in=["scheduled", "claimed", "armed", "unknown"], ended_at__isnull=True)
                | (~Q(status__in=["scheduled", "claimed", "armed", "unknown"]) & Q(ended_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"reminder {self.pk} ({self.kind})"
