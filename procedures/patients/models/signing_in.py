"""How a patient, or whom they named, gets to the list: a link, a code for one browser, and a device that stays."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from procedures.patients.models.caregiver import Caregiver
from procedures.patients.models.patient import Channel, Patient


class PatientLink(models.Model):
    """A link for one patient, or for one caregiver. Only a hash of its secret is kept.

    A link alone shows nothing of the patient; the page behind it asks for a code first.
    """

    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="links")
    caregiver = models.ForeignKey(Caregiver, on_delete=models.CASCADE, related_name="links", null=True)
    public_id = models.CharField(max_length=16, unique=True)
    secret_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    # Of birth dates, where the hospital asks for them too.
    failures = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            # The engine's look-up of the link that goes into a message.
            models.Index(
                fields=["patient", "expires_at"], condition=Q(revoked_at__isnull=True), name="link_standing_of_patient"
            )
        ]

    def __str__(self) -> str:
        return f"link {self.pk} of patient {self.patient_id}"


class SignInCodeQuerySet(models.QuerySet["SignInCode"]):
    def open(self, now: datetime) -> Self:
        """Those that may still be entered."""
        return self.filter(used_at=None, ended_at=None, expires_at__gt=now)


class SignInCode(models.Model):
    """Six digits for one browser, good once and for ten minutes. They are derived from `nonce`, and kept nowhere."""

    class By(models.TextChoices):
        """How it gets to whoever asked. By telephone, a nurse reads it out."""

        SMS = Channel.SMS.value, "Text message"
        EMAIL = Channel.EMAIL.value, "Email"
        TELEPHONE = "telephone", "Read out by a nurse"

    link = models.ForeignKey(PatientLink, on_delete=models.CASCADE, related_name="codes")
    nonce = models.CharField(max_length=24, unique=True)
    by = models.CharField(max_length=12, choices=By)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True, help_text="Tried too often, or another one was asked for.")

    objects = SignInCodeQuerySet.as_manager()

    def __str__(self) -> str:
        return f"sign-in code {self.pk}"


class DeviceQuerySet(models.QuerySet["Device"]):
    def standing(self, now: datetime) -> Self:
        """Those on which the list is open. With the link taken back, or the caregiver, it closes everywhere."""
        return self.filter(
            Q(link__caregiver=None) | Q(link__caregiver__withdrawn_at=None, link__caregiver__may_see_list=True),
            revoked_at=None,
            expires_at__gt=now,
            link__revoked_at=None,
        )


class Device(models.Model):
    """A browser in which the list was opened with a code, and how long it stays so."""

    link = models.ForeignKey(PatientLink, on_delete=models.CASCADE, related_name="devices")
    name = models.CharField(max_length=60, help_text="Such as “Safari on iPhone”, as the browser says.")
    is_remembered = models.BooleanField()
    opened_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects = DeviceQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]

    def __str__(self) -> str:
        return f"device {self.pk}"
