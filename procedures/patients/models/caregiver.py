"""Caregiver: someone whom the patient named, to be told when the patient cannot be reached."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Left

from procedures.hospitals.models import Asker
from procedures.patients.models.patient import Channel, Patient
from procedures.privacy.fields import SealedCharField, SealedEmailField, SealedPhoneField
from procedures.privacy.sealing import BLIND_LENGTH


class CaregiverQuerySet(models.QuerySet["Caregiver"]):
    def for_staff(self, user: Asker, *roles: str) -> Self:
        """Those of patients for whom a unit cares that `user` works in; where `roles` are given, in one of them."""
        return self.filter(patient__in=Patient.objects.for_staff(user, *roles))

    def standing(self) -> Self:
        """Those whom the patient still wants to be told."""
        return self.filter(withdrawn_at__isnull=True)

    def reached_at(self, address: str) -> Self:
        """Those who may open the list, with this number, in E.164 form, or this mail address."""
        reached = Q(email__iexact=address) if "@" in address else Q(phone=address)
        return self.standing().filter(reached, may_see_list=True).select_related("patient")


class Caregiver(models.Model):
    """A person whom the patient agreed to have told. Each channel needs the caregiver's own consent besides."""

    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="caregivers")
    name = SealedCharField(max_length=100)
    relation = SealedCharField(max_length=60, blank=True)
    phone = SealedPhoneField(is_indexed=True, blank=True)
    email = SealedEmailField(is_indexed=True, blank=True)
    language = models.CharField(max_length=8, choices=settings.LANGUAGES, default="en")
    # Safety rule 5: without this, the caregiver hears that the patient should call, and nothing of what it is about.
    may_name_details = models.BooleanField("may be told what it is about", default=False)
    may_see_list = models.BooleanField(
        "may open the list and tick",
        default=False,
        help_text="The patient’s word that this person reads the whole list under their own name.",
    )
    # That the patient agreed: to which wording, when, and who wrote it down.
    wording_version = models.CharField(max_length=32)
    named_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = SealedCharField(max_length=200, blank=True)

    objects = CaregiverQuerySet.as_manager()

    class Meta:
        ordering = ["named_at", "pk"]
        indexes = [models.Index(Left("phone", BLIND_LENGTH), name="caregiver_phone")]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def may_open_list(self) -> bool:
        """True while the patient wants this person to read and tick."""
        return self.may_see_list and self.withdrawn_at is None


class CaregiverConsentQuerySet(models.QuerySet["CaregiverConsent"]):
    def standing(self) -> Self:
        """Those not withdrawn, of caregivers whom the patient still wants to be told."""
        return self.filter(withdrawn_at__isnull=True, caregiver__withdrawn_at__isnull=True)


class CaregiverConsent(models.Model):
    """That a caregiver agreed to be told things over a channel: when, to which wording, and who wrote it down."""

    caregiver = models.ForeignKey(Caregiver, on_delete=models.CASCADE, related_name="consents")
    channel = models.CharField(max_length=8, choices=Channel)
    wording_version = models.CharField(max_length=32)
    given_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)

    objects = CaregiverConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["caregiver", "channel"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_standing_caregiver_consent",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} for caregiver {self.caregiver_id}"
