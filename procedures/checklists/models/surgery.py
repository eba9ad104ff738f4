"""Surgery: one operation of one patient, and the date that everything hangs on."""

import zoneinfo
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from procedures.catalog.models import Procedure
from procedures.hospitals.models import OPENED, Asker, Unit
from procedures.patients.models import Patient, opened_to
from procedures.privacy.fields import SealedCharField, SealedTextField


class SurgeryQuerySet(models.QuerySet["Surgery"]):
    def for_staff(self, user: Asker, *roles: str) -> Self:
        """The surgeries of the units that `user` works in; where `roles` are given, in one of them.

        With `OPENED` among them, also those of patients whom `user` has opened in an emergency.
        """
        mine = Q(unit__in=Unit.objects.for_staff(user, *roles))
        return self.filter(mine | Q(patient__in=opened_to(user)) if OPENED in roles else mine)

    def planned(self) -> Self:
        """Those still to come or just done: neither cancelled nor completed."""
        return self.filter(status=Surgery.Status.PLANNED)

    def not_reckoned_with(self, rules: str) -> Self:
        """Those whose instants were reckoned with other rules of clocks, holidays or hours than these."""
        return self.exclude(reckoned_with=rules)

    def soonest_first(self) -> Self:
        """In the order of their dates."""
        return self.order_by("surgery_date", "pk")


class Surgery(models.Model):
    """One operation. Date and times are the hospital's wall clock; `starts_at` and `arrives_at` are derived, in UTC.

    `generation` counts the moves and the ends: a reminder of an older generation is stale. `reckoned_with` names the
    versions of the rules for clocks and holidays that all instants hanging on this surgery were reckoned with.
    """

    class Status(models.TextChoices):
        PLANNED = "planned", "Planned"
        CANCELLED = "cancelled", "Cancelled"
        COMPLETED = "completed", "Completed"
        DIED = "died", "The patient has died"

    class TheatreList(models.TextChoices):
        MORNING = "morning", "Morning list"
        AFTERNOON = "afternoon", "Afternoon list"

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="surgeries")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="surgeries")
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="surgeries")
    surgeon = models.CharField(max_length=120, blank=True, help_text="Who operates, as the theatre list says.")
    # Who sees to it that the patient is ready; each concern has an owner of its own besides.
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    place = SealedCharField(max_length=200, blank=True, help_text="Where the patient arrives.")
    surgery_date = models.DateField()
    start_time = models.TimeField(null=True, blank=True, help_text="Empty while the theatre time is not known.")
    theatre_list = models.CharField(
        max_length=16, choices=TheatreList, blank=True, help_text="Only while the theatre time is not known."
    )
    arrival_time = models.TimeField(null=True, blank=True)
    starts_at = models.DateTimeField(null=True)
    arrives_at = models.DateTimeField(null=True)
    admitted_at = models.DateTimeField(null=True, blank=True, help_text="When the patient really came in.")
    discharged_at = models.DateTimeField(null=True, blank=True, help_text="When the patient went home.")
    reckoned_with = models.CharField(max_length=40, blank=True)
    status = models.CharField(max_length=16, choices=Status, default=Status.PLANNED)
    generation = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    # What the patient answered for this date and hour, and over which channel: a move asks anew.
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by_channel = models.CharField(max_length=16, blank=True)
    has_ride = models.BooleanField(null=True, blank=True, help_text="Someone takes the patient home, as they told us.")
    ride_told_at = models.DateTimeField(null=True, blank=True)

    objects = SurgeryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "surgeries"
        indexes = [
            # The nurse's board: the planned ones, soonest first.
            models.Index(
                fields=["surgery_date", "id"], condition=models.Q(status="planned"), name="surgery_planned_soonest"
            ),
            # The board's choice of surgeons.
            models.Index(
                fields=["unit", "surgeon"],
                condition=models.Q(status="planned") & ~models.Q(surgeon=""),
                name="surgery_surgeons",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="surgery_on_a_list_or_at_a_time",
                condition=models.Q(theatre_list="") | models.Q(start_time__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"surgery {self.pk} on {self.surgery_date}"

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The hospital's zone, in which the date and the times are meant."""
        return self.unit.hospital.zone


class SurgeryNoteQuerySet(models.QuerySet["SurgeryNote"]):
    def for_staff(self, user: Asker, *roles: str) -> Self:
        """The notes of the units that `user` works in; where `roles` are given, in one of them."""
        return self.filter(surgery__unit__in=Unit.objects.for_staff(user, *roles))

    def about(self, patient: Patient, user: Asker) -> Self:
        """All about `patient` that `user` may read, whichever operation it was written at, the newest first."""
        found = self.for_staff(user).filter(surgery__patient=patient)
        return found.select_related("by", "surgery__procedure").order_by("-at", "-pk")


class SurgeryNote(models.Model):
    """What someone wrote down about a patient, for colleagues. Only ever added to: a slip gets another note."""

    surgery = models.ForeignKey(Surgery, on_delete=models.CASCADE, related_name="notes")
    words = SealedTextField(max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()

    objects = SurgeryNoteQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"note {self.pk} on surgery {self.surgery_id}"


class SurgeryEvent(models.Model):
    """What was done to a surgery, by whom, and why: planned, moved, cancelled. Only ever added to."""

    surgery = models.ForeignKey(Surgery, on_delete=models.CASCADE, related_name="events")
    act = models.CharField(max_length=32)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    note = SealedCharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.act} at {self.at:%Y-%m-%d %H:%M}"
