"""CalendarFeed: a calendar that a patient's phone asks for by itself. Its address is a secret of its own."""

from typing import Self

from django.db import models
from django.db.models import Q

from procedures.patients.models.caregiver import Caregiver
from procedures.patients.models.patient import Patient


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def standing(self) -> Self:
        """Those not taken back, nor of someone who may no longer open the list: its dates are of the list."""
        may = Q(caregiver=None) | Q(caregiver__withdrawn_at=None, caregiver__may_see_list=True)
        return self.filter(may, revoked_at__isnull=True)


class CalendarFeed(models.Model):
    """Of the secret only a digest is kept: a copy of the database opens no calendar."""

    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="calendar_feeds")
    # Empty means the patient's own.
    caregiver = models.ForeignKey(Caregiver, on_delete=models.CASCADE, related_name="+", null=True)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects = CalendarFeedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"calendar {self.pk} of patient {self.patient_id}"
