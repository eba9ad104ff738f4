"""Delivery, DeliveryReminder, Receipt, IncomingMessage, OutboxMessage and Progress."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Left

from procedures.checklists.models import Reminder
from procedures.hospitals.models import Asker, Unit
from procedures.patients.models import Channel, Patient, opened_to
from procedures.privacy.fields import SealedAddressField, SealedCharField, SealedTextField
from procedures.privacy.sealing import BLIND_LENGTH


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def for_staff(self, user: Asker) -> Self:
        """Those to patients of the units that `user` works in, and to whom they opened in an emergency."""
        return self.filter(Q(unit__in=Unit.objects.for_staff(user)) | Q(patient__in=opened_to(user)))


class Delivery(models.Model):
    """One attempt to carry one or more reminders over one channel: exactly what was sent, where, and what became of it.

    They are one patient's, in the name of one unit, and share its fate. The key is the reference that the provider
    gets, so that what a crash left open can be looked up there.
    """

    class Status(models.TextChoices):
        ARMED = "armed", "Going out"
        RETURNED = "returned", "Given back before the provider was called"
        SENT = "sent", "Accepted by the provider"
        DELIVERED = "delivered", "Delivered"
        UNDELIVERED = "undelivered", "The provider could not deliver it"
        REFUSED = "refused", "The provider refused it for good"
        DELAYED = "delayed", "The provider could not take it then; tried again later"
        UNKNOWN = "unknown", "Called, but no answer is known"
        REPEATED = "repeated", "No answer was ever known; sent again all the same"

    # The provider has it, or had it.
    TAKEN = (Status.SENT, Status.DELIVERED)
    FAILED = (Status.UNDELIVERED, Status.REFUSED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="deliveries")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", help_text="In whose name it goes.")
    reminders = models.ManyToManyField(Reminder, through="DeliveryReminder", related_name="deliveries")
    counts = models.BooleanField(default=False, help_text="Counts for how many messages a day may hold.")
    channel = models.CharField(max_length=8, choices=Channel)
    transport = models.CharField(max_length=16)
    address = SealedAddressField(max_length=254, is_indexed=True)
    subject = SealedCharField(max_length=200, blank=True)
    body = SealedTextField()
    html = SealedTextField(blank=True)
    status = models.CharField(max_length=16, choices=Status, default=Status.ARMED)
    provider_id = models.CharField(max_length=128, blank=True)
    armed_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    # Kept beside the status, which a late receipt may move: then it is a double for certain, and must still count.
    sent_again_at = models.DateTimeField(null=True, help_text="When it was sent again, its outcome being unknown.")
    error = models.CharField(max_length=300, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deliveries"
        indexes = [
            models.Index(fields=["provider_id"], condition=~models.Q(provider_id=""), name="delivery_provider"),
            # What a patient had today.
            models.Index(fields=["patient", "armed_at"], name="delivery_of_patient"),
            # The figures of the last day.
            models.Index(fields=["armed_at"], name="delivery_armed_at"),
            # What was sent to a number that answers.
            models.Index(Left("address", BLIND_LENGTH), name="delivery_address"),
        ]

    def __str__(self) -> str:
        return f"delivery {self.pk} ({self.status})"


class DeliveryReminder(models.Model):
    """That a delivery carries a reminder."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="carried")
    reminder = models.ForeignKey(Reminder, on_delete=models.PROTECT, related_name="carried")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["delivery", "reminder"], name="carried_once")]

    def __str__(self) -> str:
        return f"reminder {self.reminder_id} in delivery {self.delivery_id}"


class Receipt(models.Model):
    """What a provider told us later about a message. One row per event, however often it is told."""

    provider = models.CharField(max_length=16)
    event = models.CharField(max_length=200)
    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="receipts", null=True)
    status = models.CharField(max_length=32)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "event"], name="receipt_once")]

    def __str__(self) -> str:
        return f"{self.provider} {self.status}"


class IncomingMessage(models.Model):
    """What someone wrote to us, word for word, and what it was taken for. One row per event, however often it is told.

    Without a patient nobody knows the number: an administrator looks at it.
    """

    class Meaning(models.TextChoices):
        STOP = "stop", "No more texts"
        START = "start", "Texts again"
        HELP = "help", "Asks for help"
        DONE = "done", "Done"
        MISSED = "missed", "Missed, or done differently"
        YES = "yes", "Yes"
        NO = "no", "No"
        REACTION = "reaction", "A mark on one of our texts"
        WORDS = "words", "Words for a nurse"
        ALARM = "alarm", "Words that may mean danger"

    provider = models.CharField(max_length=16)
    event = models.CharField(max_length=200)
    from_address = SealedAddressField(max_length=254, is_indexed=True)
    to_address = SealedAddressField(max_length=254, blank=True)
    body = SealedTextField(blank=True)
    received_at = models.DateTimeField()
    meaning = models.CharField(max_length=16, choices=Meaning)
    patients = models.ManyToManyField(Patient, related_name="messages")
    acted = models.CharField(max_length=200, blank=True, help_text="What it brought about.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "event"], name="incoming_once")]
        indexes = [models.Index(Left("from_address", BLIND_LENGTH), name="incoming_from")]
        ordering = ["-received_at", "-pk"]

    def __str__(self) -> str:
        return f"incoming message {self.pk}"


class OutboxMessage(models.Model):
    """A text that the local outbox took instead of a provider: what the demo shows as the patient's phone."""

    reference = models.UUIDField(unique=True)
    address = SealedAddressField(max_length=254, is_indexed=True)
    body = SealedTextField()
    accepted_at = models.DateTimeField()

    class Meta:
        ordering = ["-accepted_at", "-pk"]

    def __str__(self) -> str:
        return f"text {self.pk}"


class Progress(models.Model):
    """When a part of the machinery last got something done. Liveness is judged by this, never by "process up"."""

    part = models.CharField(max_length=32, unique=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "progress"

    def __str__(self) -> str:
        return f"{self.part} at {self.at:%Y-%m-%d %H:%M:%S}"
