"""CheckIn: how a patient is after the operation. CheckInLimits: from where on a hospital wants to hear of it."""

from datetime import time

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from procedures.checklists.models.surgery import Surgery
from procedures.hospitals.models import Hospital
from procedures.patients.models import Caregiver
from procedures.privacy.fields import SealedCharField, SealedDecimalField, SealedNumberField, SealedTextField

LAST_DAY = 60


def validate_days(said: str) -> None:
    """Days after the operation, with commas between them.

    :raises ValidationError: for anything else.
    """
    parts = [one.strip() for one in said.split(",")]
    if not all(one.isascii() and one.isdigit() and 1 <= int(one[:3]) <= LAST_DAY for one in parts):
        raise ValidationError(f"Write days from 1 to {LAST_DAY} with commas between them, such as 1, 2, 3, 7.")


class CheckInLimits(models.Model):
    """What one hospital set. There is no limit that it did not set: leaflets name four different ones for fever."""

    class Unit(models.TextChoices):
        CELSIUS = "c", "°C"
        FAHRENHEIT = "f", "°F"

    hospital = models.OneToOneField(Hospital, on_delete=models.CASCADE, related_name="check_in_limits")
    unit = models.CharField("thermometers read", max_length=1, choices=Unit, default=Unit.CELSIUS)
    temperature = models.DecimalField(
        max_digits=4, decimal_places=1, null=True, blank=True, help_text="A nurse hears of this temperature and above."
    )
    pain = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
        help_text="A nurse hears of this pain and above, from 0 to 10.",
    )
    ask_days = models.CharField(
        "days on which the patient is asked",
        max_length=40,
        blank=True,
        validators=[validate_days],
        help_text="Days after the operation, such as 1, 2, 3, 7. Empty: nobody is reminded to tell how they are.",
    )
    ask_at = models.TimeField(
        "hour at which the patient is asked", default=time(10, 0), help_text="On the hospital’s clock."
    )
    is_kept_without = models.BooleanField(
        "only keep answers for which no limit is set",
        default=False,
        help_text="Else a nurse reads each of them.",
    )

    class Meta:
        verbose_name_plural = "check-in limits"

    @property
    def days(self) -> list[int]:
        """The days after the operation on which the patient is asked, in order."""
        return sorted({int(one) for one in self.ask_days.split(",") if one.strip()})

    def __str__(self) -> str:
        return f"check-in limits of {self.hospital}"


class CheckIn(models.Model):
    """One answer. Empty is what was not told. `nurse_was_told` is what came of it, by the limits of that day."""

    class Wound(models.TextChoices):
        WELL = "well", "Dry, and no worse"
        WORSE = "worse", "Redder, more swollen, warmer, open or leaking"
        UNSEEN = "unseen", "Cannot be seen"

    surgery = models.ForeignKey(Surgery, on_delete=models.PROTECT, related_name="check_ins")
    at = models.DateTimeField()
    # Empty means the patient.
    caregiver = models.ForeignKey(Caregiver, on_delete=models.PROTECT, related_name="+", null=True)
    pain = SealedNumberField(null=True)
    temperature = SealedDecimalField(max_digits=4, decimal_places=1, null=True)
    unit = models.CharField(max_length=1, choices=CheckInLimits.Unit, default=CheckInLimits.Unit.CELSIUS)
    wound = SealedCharField(max_length=8, choices=Wound, blank=True)
    words = SealedTextField(blank=True)
    nurse_was_told = models.BooleanField()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["surgery", "-at"], name="check_in_latest")]

    def __str__(self) -> str:
        return f"check-in {self.pk} of surgery {self.surgery_id}"
