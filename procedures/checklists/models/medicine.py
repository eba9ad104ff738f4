"""Medicine: what one patient does with one medicine around one operation, and who decided that."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from procedures.checklists.models.surgery import Surgery
from procedures.core.medicine_classes import NAMES
from procedures.hospitals.models import Asker, Unit
from procedures.privacy.fields import SealedCharField


class MedicineQuerySet(models.QuerySet["Medicine"]):
    def for_staff(self, user: Asker, *roles: str) -> Self:
        """Those of the units that `user` works in; where `roles` are given, in one of them."""
        return self.filter(surgery__unit__in=Unit.objects.for_staff(user, *roles))

    def standing(self) -> Self:
        """Those on the plan, confirmed or not: all that were not taken off."""
        return self.exclude(status=Medicine.Status.REMOVED)


class Medicine(models.Model):
    """One medicine of a patient's plan. Dates and the hour are the hospital's wall clock.

    It is either to be kept on (`is_continued`), or has a last dose and a restart: a date, or an event in words. Safety
    rule 1: only a confirmed one reaches the patient. `version` counts the changes, so that a clinician confirms what
    was read.
    """

    class Status(models.TextChoices):
        DRAFTED = "drafted", "Waiting for a clinician"
        CONFIRMED = "confirmed", "Confirmed"
        VOID = "void", "Void: the operation moved"
        REMOVED = "removed", "Taken off the plan"

    surgery = models.ForeignKey(Surgery, on_delete=models.PROTECT, related_name="medicines")
    name = SealedCharField(max_length=100)
    medicine_class = models.CharField(
        "class", max_length=16, choices=[(key.value, name) for key, name in NAMES.items()]
    )
    is_continued = models.BooleanField(default=False)
    last_dose_date = models.DateField(null=True)
    last_dose_time = models.TimeField(null=True)
    restart_date = models.DateField(null=True)
    restart_event = SealedCharField(max_length=200, blank=True)
    note = SealedCharField(max_length=300, blank=True, help_text="More for the patient to do, in plain words.")
    decided_by = models.CharField(max_length=120, blank=True, help_text="The clinician who decided.")
    status = models.CharField(max_length=16, choices=Status, default=Status.DRAFTED)
    version = models.PositiveIntegerField(default=1)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    entered_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    confirmed_at = models.DateTimeField(null=True)

    objects = MedicineQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="medicine_kept_on_or_stopped",
                condition=Q(
                    is_continued=True,
                    last_dose_date__isnull=True,
                    last_dose_time__isnull=True,
                    restart_date__isnull=True,
                    restart_event="",
                )
                | (
                    Q(is_continued=False, last_dose_date__isnull=False)
                    & (Q(restart_date__isnull=False) | ~Q(restart_event=""))
                ),
            ),
            # Safety rule 1: nothing is confirmed without a name and a time.
            models.CheckConstraint(
                name="medicine_confirmed_by_name",
                condition=~Q(status="confirmed") | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"medicine {self.pk} of surgery {self.surgery_id}"


class MedicineEvent(models.Model):
    """What was done to a medicine of a plan, by whom, and what it said then. Only ever added to."""

    class Act(models.TextChoices):
        ENTERED = "entered", "Entered"
        CHANGED = "changed", "Changed"
        CONFIRMED = "confirmed", "Confirmed"
        VOIDED = "voided", "No longer confirmed: the operation moved"
        REMOVED = "removed", "Taken off"
        CONFLICT = "conflict", "No longer confirmed: another plan differs"

    medicine = models.ForeignKey(Medicine, on_delete=models.CASCADE, related_name="events")
    act = models.CharField(max_length=16, choices=Act)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    said = SealedCharField(max_length=900, help_text="The whole rule, in words.")

    def __str__(self) -> str:
        return f"{self.act} at {self.at:%Y-%m-%d %H:%M}"
