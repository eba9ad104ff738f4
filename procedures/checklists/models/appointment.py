"""Appointment: a visit with a date, a time and a place."""

from typing import Self

from django.db import models

from procedures.checklists.models.checklist import ChecklistItem
from procedures.checklists.models.surgery import Surgery
from procedures.hospitals.models import Asker, Unit
from procedures.privacy.fields import SealedCharField


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def for_staff(self, user: Asker, *roles: str) -> Self:
        """The visits of the units that `user` works in; where `roles` are given, in one of them."""
        return self.filter(surgery__unit__in=Unit.objects.for_staff(user, *roles))

    def booked(self) -> Self:
        """Those that stand: neither cancelled, nor held back until a nurse has judged them."""
        return self.filter(status=Appointment.Status.BOOKED)


class Appointment(models.Model):
    """A visit that hangs on a surgery. Date and time are the hospital's wall clock; `starts_at` is derived, in UTC.

    What the patient answered, and over which channel, holds for this `sequence` only: a visit that moves asks anew.
    """

    class Kind(models.TextChoices):
        ASSESSMENT = "assessment", "Assessment before the operation"
        IMAGING = "imaging", "Scan or X-ray"
        BLOOD_TEST = "blood_test", "Blood test"
        FOLLOW_UP = "follow_up", "Follow-up visit"
        STITCHES_OUT = "stitches_out", "Stitches out"
        OTHER = "other", "Other visit"

    class Status(models.TextChoices):
        BOOKED = "booked", "Booked"
        HELD = "held", "On the wrong side of the operation: a nurse must keep, move or cancel it"
        CANCELLED = "cancelled", "Cancelled"

    surgery = models.ForeignKey(Surgery, on_delete=models.PROTECT, related_name="appointments")
    item = models.ForeignKey(ChecklistItem, on_delete=models.SET_NULL, related_name="appointments", null=True)
    kind = models.CharField(max_length=16, choices=Kind)
    visit_date = models.DateField()
    visit_time = models.TimeField()
    starts_at = models.DateTimeField()
    place = SealedCharField(max_length=200)
    status = models.CharField(max_length=16, choices=Status, default=Status.BOOKED)
    # Rises with every change, as calendars expect.
    sequence = models.PositiveIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True)
    # The patient asked for another time, in these words.
    asked_at = models.DateTimeField(null=True)
    asked_words = SealedCharField(max_length=300, blank=True)
    answered_by_channel = models.CharField(max_length=16, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="visit_has_one_answer",
                condition=models.Q(confirmed_at__isnull=True) | models.Q(asked_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.visit_date}"
