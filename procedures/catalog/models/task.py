"""TaskTemplate, and Dismissal: what became of each sentence."""

from django.conf import settings
from django.db import models

from procedures.catalog.models.frozen import PartOfTemplate, PartQuerySet
from procedures.catalog.models.template import ChecklistTemplate
from procedures.catalog.models.words import choices
from procedures.core.tasks import NEEDS_CLINICIAN, Actor, Category, Phase, Polarity
from procedures.core.timing import Timing


class Intake(models.TextChoices):
    """What a fasting task is about. Food and clear fluids are always two separate values."""

    FOOD = "food", "Food"
    CLEAR_FLUIDS = "clear_fluids", "Clear fluids"


class TaskTemplate(PartOfTemplate):
    """One task of a template, tied to the words it came from: `document.text[start:end]`.

    `title` and `instruction` are its English words, accepted by `reviewed_by`; every other language has a `Wording`.
    `stated_timing` is the time as the document states it and never changes; `timing` is what the patient is held to.
    """

    template = models.ForeignKey(ChecklistTemplate, on_delete=models.CASCADE, related_name="tasks")
    position = models.PositiveIntegerField()
    phase = models.CharField(max_length=16, choices=choices(Phase))
    category = models.CharField(max_length=16, choices=choices(Category))
    actor = models.CharField(max_length=16, choices=choices(Actor), default=Actor.PATIENT)
    polarity = models.CharField(max_length=8, choices=choices(Polarity), default=Polarity.DO)
    intake = models.CharField(max_length=16, choices=Intake, blank=True)
    title = models.CharField(max_length=200, help_text="The act in a few plain words, as the patient reads it.")
    instruction = models.TextField(blank=True, help_text="What the patient reads below the title.")
    condition = models.CharField(max_length=200, blank=True, help_text="It applies only if this is so.")
    is_red_flag = models.BooleanField(default=False)
    timing = models.JSONField(null=True, help_text="As `core.timing.Timing` writes it; null where no time is stated.")
    stated_timing = models.JSONField(null=True, help_text="The document's own, in the same shape.")
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    details = models.JSONField(default=list, help_text="Places [start, end] of things that belong to it.")
    part = models.PositiveSmallIntegerField(
        default=0, help_text="Which of several tasks of one sentence a person split it into; 0 for a whole one."
    )
    needs_value = models.CharField(max_length=200, blank=True, help_text="What the document leaves open.")
    value_given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    value_given_at = models.DateTimeField(null=True)
    needs_clinician = models.BooleanField(default=False)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    confirmed_at = models.DateTimeField(null=True)
    conflict_note = models.CharField(
        max_length=300, blank=True, help_text="Why the clinician chose a time that is not the document's."
    )
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    changed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    reviewed_at = models.DateTimeField(null=True, help_text="Since when the English words are accepted.")

    objects = PartQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def when(self) -> Timing | None:
        """The timing that its sentence states, or a person gave."""
        return Timing.from_json(self.timing) if self.timing else None

    @property
    def stated(self) -> Timing | None:
        """The timing that its sentence states."""
        return Timing.from_json(self.stated_timing) if self.stated_timing else None

    @property
    def must_be_confirmed(self) -> bool:
        """True for fasting, medicines, and whatever else a clinician must sign by name before a patient reads it."""
        return self.needs_clinician or self.category in NEEDS_CLINICIAN

    @property
    def source_text(self) -> str:
        """The exact words it came from; "" for a task that a person added."""
        if self.start is None or self.end is None or self.template.document is None:
            return ""
        return self.template.document.text[self.start : self.end]


class Wording(PartOfTemplate):
    """What the patient reads of one task in a language other than English. No patient reads it before its review."""

    template = models.ForeignKey(ChecklistTemplate, on_delete=models.CASCADE, related_name="wordings")
    task = models.ForeignKey(TaskTemplate, on_delete=models.CASCADE, related_name="wordings")
    language = models.CharField(max_length=8, choices=settings.LANGUAGES)
    title = models.CharField(max_length=200)
    instruction = models.TextField(blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    written_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    reviewed_at = models.DateTimeField(null=True)

    objects = PartQuerySet.as_manager()

    class Meta:
        ordering = ["language"]
        constraints = [models.UniqueConstraint(fields=["task", "language"], name="wording_once_per_language")]

    def __str__(self) -> str:
        return self.title


class ReviewEvent(PartOfTemplate):
    """What was done to several tasks of a draft at once: split, merged, taken apart again, or carried over from an
    earlier edition. Who, when, and how they were.
    """

    class Act(models.TextChoices):
        SPLIT = "split", "Split"
        MERGED = "merged", "Merged"
        TAKEN_APART = "apart", "Taken apart again"
        CARRIED = "carried", "Carried over"

    template = models.ForeignKey(ChecklistTemplate, on_delete=models.CASCADE, related_name="events")
    task = models.ForeignKey(TaskTemplate, on_delete=models.SET_NULL, related_name="+", null=True)
    act = models.CharField(max_length=8, choices=Act)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True)
    before = models.JSONField(default=list, help_text="The tasks as they were.")

    objects = PartQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.act} at {self.at:%Y-%m-%d %H:%M}"


class Dismissal(PartOfTemplate):
    """A sentence that is no task, or a task that a person took out, and why. It stays in sight on the review page."""

    template = models.ForeignKey(ChecklistTemplate, on_delete=models.CASCADE, related_name="dismissals")
    start = models.PositiveIntegerField(null=True, help_text="Empty for a task that a person had added.")
    end = models.PositiveIntegerField(null=True)
    reason = models.CharField(max_length=200)
    task = models.JSONField(null=True, help_text="The task as it was, so that it can come back; null for a sentence.")
    dismissed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    dismissed_at = models.DateTimeField(null=True)

    objects = PartQuerySet.as_manager()

    class Meta:
        ordering = ["start", "end", "pk"]

    def __str__(self) -> str:
        return self.reason

    @property
    def words(self) -> str:
        """What stands there in the document; "" where it stands nowhere."""
        if self.start is None or self.end is None or self.template.document is None:
            return ""
        return self.template.document.text[self.start : self.end]
