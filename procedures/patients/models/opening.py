"""EmergencyOpening: someone of another unit looks at one patient for some hours, in everybody’s sight."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from procedures.hospitals.models import Asker, Role, Unit
from procedures.patients.models.patient import Patient
from procedures.privacy.fields import SealedCharField


class OpeningQuerySet(models.QuerySet["EmergencyOpening"]):
    def standing(self) -> Self:
        """Those that have not run out, by the database's clock, as for memberships."""
        return self.filter(until__gt=Now())

    def of(self, user: Asker) -> Self:
        """Those of `user` that stand, while `user` still cares for patients of the same hospital."""
        units = Unit.objects.for_staff(user, Role.NURSE, Role.CLINICIAN)
        return self.standing().filter(by=user.pk, patient__hospital__in=units.values("hospital"))

    def for_staff(self, user: Asker) -> Self:
        """What `user` may read as an auditor: whoever opened a patient of one of their units."""
        return self.filter(patient__units__in=Unit.objects.for_staff(user, Role.AUDITOR)).distinct()


class EmergencyOpening(models.Model):
    """One person may look at one patient until then, and wrote why. It opens no act: those stay the unit's."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="openings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="openings")
    reason = SealedCharField(max_length=200)
    opened_at = models.DateTimeField()
    until = models.DateTimeField()

    objects = OpeningQuerySet.as_manager()

    class Meta:
        # Asked at every page about a patient; what has run out is seldom read.
        indexes = [models.Index(fields=["by", "until"], name="opening_of_person")]

    def __str__(self) -> str:
        return f"patient {self.patient_id}, opened by {self.by_id} at {self.opened_at:%Y-%m-%d %H:%M}"


def opened_to(user: Asker) -> models.QuerySet[EmergencyOpening, int]:
    """The ids of the patients whom `user` may look at in an emergency."""
    return EmergencyOpening.objects.of(user).values_list("patient", flat=True)
