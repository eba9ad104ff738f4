"""PolicyStep and PolicyChange: where a hospital tells its patients otherwise than prepapp does by itself."""

from django.conf import settings
from django.db import models

from procedures.catalog.models import choices
from procedures.core.tasks import Topic
from procedures.hospitals.models import Hospital
from procedures.patients.models import Channel


class PolicyStep(models.Model):
    """One telling of one kind of thing, at one hospital. It takes the place of the step of that name, or adds one.

    `rule` says which of `days`, `minutes` and `clock` count; clocks are the hospital's wall.
    """

    class Shape(models.TextChoices):
        """What is known of the time of the thing to be told."""

        HOUR = "hour", "An hour is known"
        DAY = "day", "Only the day is known"
        NO_TIME = "no_time", "No time is stated"

    class Rule(models.TextChoices):
        """When to tell."""

        DAYS_BEFORE = "days_before", "Some days before, at an hour"
        EVENING_BEFORE = "evening_before", "The last evening that leaves 2 hours to act"
        ON_THE_DAY = "on_the_day", "On the day itself"
        MINUTES_BEFORE = "minutes_before", "Some minutes before"

    hospital = models.ForeignKey(Hospital, on_delete=models.PROTECT, related_name="policy_steps")
    topic = models.CharField(max_length=16, choices=choices(Topic))
    shape = models.CharField("what is known", max_length=8, choices=Shape)
    step = models.SlugField(max_length=24, help_text="A step of the table, or a new one, such as day_before.")
    is_off = models.BooleanField("do not tell at this step", default=False)
    rule = models.CharField("when", max_length=16, choices=Rule, blank=True)
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    clock = models.TimeField("hour", null=True, blank=True)
    channel = models.CharField(
        max_length=8,
        choices=Channel,
        blank=True,
        help_text="Only over this one. Empty for all that the patient agreed to.",
    )
    is_critical = models.BooleanField("must not be missed", default=False)

    class Meta:
        ordering = ["hospital", "topic", "shape", "step"]
        constraints = [models.UniqueConstraint(fields=["hospital", "topic", "shape", "step"], name="policy_step_once")]

    def __str__(self) -> str:
        return f"{self.get_topic_display()}, {self.step}"


class PolicyChange(models.Model):
    """Who changed which step of a policy, from what to what, and why. Only ever added to."""

    hospital = models.ForeignKey(Hospital, on_delete=models.PROTECT, related_name="policy_changes")
    topic = models.CharField(max_length=16, choices=choices(Topic))
    shape = models.CharField(max_length=8, choices=PolicyStep.Shape)
    step = models.CharField(max_length=24)
    before = models.CharField(max_length=300)
    after = models.CharField(max_length=300)
    because = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_topic_display()}, {self.step} at {self.at:%Y-%m-%d %H:%M}"
