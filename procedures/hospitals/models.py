"""Hospital, Unit, User and Membership."""

import zoneinfo
from datetime import datetime, time
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from phonenumber_field.modelfields import PhoneNumberField


def validate_zone(name: str) -> None:
    """Refuse a name that is no IANA time zone."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(f"“{name}” is not a time zone. Write one such as America/New_York.")


def default_languages() -> list[str]:
    """Every hospital speaks English until it says more."""
    return ["en"]


class User(AbstractUser):
    """Someone of the hospital's staff. Patients have no user and no password: they have a link."""

    initial_password_until = models.DateTimeField(
        null=True,
        blank=True,
        help_text="Someone else knows the password: until then it opens only the page that changes it, then nothing.",
    )

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def holds(self, *roles: str, unit: "Unit") -> bool:
        """True when this person works in `unit` in one of `roles`."""
        return self.is_active and self.memberships.standing().filter(unit=unit, role__in=roles).exists()

    def take_initial_password(self, password: str, *, until: datetime) -> None:
        """Give a password that must be changed at the first sign-in, and that opens nothing after `until`."""
        self.set_password(password)
        self.initial_password_until = until


class Hospital(models.Model):
    """A hospital: its clock, its country, its telephone, and the hours at which it leaves patients alone."""

    name = models.CharField(max_length=120, unique=True)
    text_name = models.CharField(max_length=24, help_text="Signs every text message. Must not give a specialty away.")
    zone_name = models.CharField("time zone", max_length=64, validators=[validate_zone])
    country = models.CharField(max_length=2, help_text="ISO 3166 code of two letters, such as US.")
    subdivision = models.CharField(
        "state or region",
        max_length=8,
        blank=True,
        help_text="Its code, such as NY or ENG, where public holidays differ within the country.",
    )
    telephone = PhoneNumberField()
    emergency_number = models.CharField(max_length=8, default="911")
    languages = models.JSONField(default=default_languages)
    quiet_from = models.TimeField(default=time(21, 0), help_text="No messages from this hour, on the patient's clock.")
    quiet_until = models.TimeField(default=time(8, 0))
    asks_birth_date = models.BooleanField(
        "patients tell their birth date too",
        default=False,
        help_text="Before a code is sent to open the list. Without it, the link and the code are enough.",
    )
    messages_a_day = models.PositiveSmallIntegerField(
        default=4,
        validators=[MinValueValidator(1)],
        help_text="No patient gets more on one day. What must not be missed comes on top.",
    )
    earliest_start = models.TimeField(
        default=time(7, 0), help_text="While a theatre time is not known, hours are reckoned from this one."
    )
    afternoon_start = models.TimeField(
        "afternoon list begins",
        default=time(12, 30),
        help_text="For a patient on the afternoon list without a time, hours are reckoned from this one.",
    )

    visit_lead_days = models.PositiveSmallIntegerField(
        default=7, help_text="So many days before its time a visit must be booked; else a nurse is told."
    )
    keep_months = models.PositiveSmallIntegerField(
        "months to keep patients’ data",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="So long after the last operation was completed or cancelled. Then all of it is erased. "
        "Empty: it is kept until somebody erases it.",
    )

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The zone of the hospital's wall clock."""
        return zoneinfo.ZoneInfo(self.zone_name)


class ClosedDay(models.Model):
    """A day on which a hospital rests, beside its country's own: such as a day for training. Its name says why."""

    hospital = models.ForeignKey(Hospital, on_delete=models.CASCADE, related_name="closed_days")
    day = models.DateField()
    name = models.CharField(max_length=80, help_text="Nurses read it where they book, such as Staff training.")

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["hospital", "day"], name="closed_day_once")]

    def __str__(self) -> str:
        return f"{self.name} on {self.day}"


# Whoever a query is asked for; a request's user is one of these.
Asker = User | AnonymousUser


class UnitQuerySet(models.QuerySet["Unit"]):
    def for_staff(self, user: Asker, *roles: str) -> Self:
        """The units that `user` works in; where `roles` are given, in one of them. None for anyone else."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        memberships = Membership.objects.standing().filter(user=user)
        if roles:
            memberships = memberships.filter(role__in=roles)
        return self.filter(pk__in=memberships.values("unit"))


class Unit(models.Model):
    """A ward or clinic of a hospital. Surgeries, templates and staff hang on it."""

    hospital = models.ForeignKey(Hospital, on_delete=models.PROTECT, related_name="units")
    name = models.CharField(max_length=120)
    telephone = PhoneNumberField(help_text="The number that its patients call.")
    escalates_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        help_text="Who gets what nobody has seen to in time, such as the senior nurse.",
    )

    objects = UnitQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hospital", "name"], name="unit_name_once_per_hospital")]

    def __str__(self) -> str:
        return f"{self.name}, {self.hospital.name}"


class Role(models.TextChoices):
    """What a member of staff may do in a unit."""

    NURSE = "nurse", "Nurse"
    AUTHOR = "author", "Senior nurse or author of templates"
    CLINICIAN = "clinician", "Clinician who confirms fasting and medicines"
    ADMINISTRATOR = "administrator", "Administrator"
    AUDITOR = "auditor", "Auditor"


# Beside the roles, for queries about patients: also whom the asker has opened in an emergency. It opens reading alone.
OPENED = "opened"


class MembershipQuerySet(models.QuerySet["Membership"]):
    def standing(self) -> Self:
        """Those that have not ended, by the database's clock: who may see a patient hangs on no caller's `now`."""
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=Now()))


class Membership(models.Model):
    """One role of one person in one unit, for good or until it ends."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=16, choices=Role)
    ends_at = models.DateTimeField(
        "ends", null=True, blank=True, help_text="From then on it opens nothing. Empty: for good."
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "unit", "role"], name="membership_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()} in {self.unit}"


class SignInTries(models.Model):
    """How often someone tried to sign in under one name from one address. The key is a digest that tells neither."""

    key = models.CharField(max_length=64, unique=True)
    count = models.PositiveSmallIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "sign-in tries"

    def __str__(self) -> str:
        return f"{self.count} tries"
