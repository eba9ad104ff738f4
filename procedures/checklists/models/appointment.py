"""Appointment: a visit with a date, a time and a place."""

from django.db import models

from procedures.checklists.models.checklist import ChecklistItem
from procedures.checklists.models.surgery import Surgery


class Appointment(models.Model):
    """A visit that hangs on a surgery. Date and time are the hospital's wall clock; `starts_at` is derived, in UTC."""

    class Kind(models.TextChoices):
        ASSESSMENT = "assessment", "Assessment before the operation"
        IMAGING = "imaging", "Scan or X-ray"
        BLOOD_TEST = "blood_test", "Blood test"
        FOLLOW_UP = "follow_up", "Follow-up visit"
        OTHER = "other", "Other visit"

    class Status(models.TextChoices):
        BOOKED = "booked", "Booked"
        CANCELLED = "cancelled", "Cancelled"

    surgery = models.ForeignKey(Surgery, on_delete=models.PROTECT, related_name="appointments")
    item = models.ForeignKey(ChecklistItem, on_delete=models.SET_NULL, related_name="appointments", null=True)
    kind = models.CharField(max_length=16, choices=Kind)
    visit_date = models.DateField()
    visit_time = models.TimeField()
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    status = models.CharField(max_length=16, choices=Status, default=Status.BOOKED)
    # Rises with every change, as calendars expect.
    sequence = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["starts_at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.visit_date}"
