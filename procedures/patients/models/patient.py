"""Patient, Channel and Consent."""

import zoneinfo
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Left

from procedures.hospitals.models import Asker, Hospital, Unit, validate_zone
from procedures.privacy.fields import SealedDateField, SealedEmailField, SealedPhoneField
from procedures.privacy.sealing import BLIND_LENGTH


class PatientQuerySet(models.QuerySet["Patient"]):
    def for_staff(self, user: Asker, *roles: str) -> Self:
        """The patients for whom a unit cares that `user` works in; where `roles` are given, in one of them."""
        return self.filter(units__in=Unit.objects.for_staff(user, *roles)).distinct()

    def reached_at(self, address: str) -> Self:
        """Everyone with this number, in E.164 form, or this mail address."""
        return self.filter(Q(email__iexact=address) if "@" in address else Q(phone=address))


class Patient(models.Model):
    """A person to be operated on, with where and how they may be told things."""

    hospital = models.ForeignKey(Hospital, on_delete=models.PROTECT, related_name="patients")
    units = models.ManyToManyField(Unit, related_name="patients", help_text="The units that care for this patient.")
    record_number = models.CharField(
        max_length=32, blank=True, help_text="The hospital's own number of this patient, as on the wristband."
    )
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    birth_date = SealedDateField(is_indexed=True)
    phone = SealedPhoneField(is_indexed=True, blank=True)
    email = SealedEmailField(is_indexed=True, blank=True)
    language = models.CharField(max_length=8, choices=settings.LANGUAGES, default="en")
    zone_name = models.CharField("time zone", max_length=64, validators=[validate_zone])
    # Safety rule 5: without this, a text holds no diagnosis, operation, drug or full name.
    may_name_details = models.BooleanField("texts may name the operation and medicines", default=False)
    created_at = models.DateTimeField()
    death_recorded_at = models.DateTimeField(
        null=True, blank=True, help_text="From then on nobody is told anything. Set and taken back by its own acts."
    )

    objects = PatientQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hospital", "record_number"],
                condition=~Q(record_number=""),
                name="record_number_once_per_hospital",
                violation_error_message="Another patient of this hospital has this number already.",
            )
        ]
        indexes = [
            # Whose number answers; who was born on a day.
            models.Index(Left("phone", BLIND_LENGTH), name="patient_phone"),
            models.Index(Left("birth_date", BLIND_LENGTH), name="patient_birth_date"),
        ]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """Where the patient is: quiet hours run on this clock."""
        return zoneinfo.ZoneInfo(self.zone_name)


class Channel(models.TextChoices):
    """A way to reach a patient."""

    SMS = "sms", "Text message"
    EMAIL = "email", "Email"


class ConsentQuerySet(models.QuerySet["Consent"]):
    def standing(self) -> Self:
        """Those not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class Consent(models.Model):
    """That a patient agreed to be told things over a channel: when, to which wording, and who wrote it down."""

    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="consents")
    channel = models.CharField(max_length=8, choices=Channel)
    wording_version = models.CharField(max_length=32)
    given_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "channel"], condition=Q(withdrawn_at__isnull=True), name="one_standing_consent"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} for patient {self.patient_id}"
