"""Procedure, SourceDocument, ChecklistTemplate and TaskTemplate."""

from enum import StrEnum
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from procedures.core.extraction.drafts import SectionKind
from procedures.core.tasks import NEEDS_CLINICIAN, Actor, Category, Phase, Polarity
from procedures.core.timing import Timing
from procedures.hospitals.models import Asker, Unit


def choices(words: type[StrEnum]) -> list[tuple[str, str]]:
    """The words of a `StrEnum` as choices of a field."""
    return [(word.value, word.value.replace("_", " ").capitalize()) for word in words]


class ProcedureQuerySet(models.QuerySet["Procedure"]):
    def for_staff(self, user: Asker) -> Self:
        """The procedures of the units that `user` works in."""
        return self.filter(unit__in=Unit.objects.for_staff(user))


class Procedure(models.Model):
    """An operation that a unit offers."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="procedures")
    name = models.CharField(max_length=300)
    created_at = models.DateTimeField()

    objects = ProcedureQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="procedure_name_once_per_unit")]

    def __str__(self) -> str:
        return self.name


class SourceDocument(models.Model):
    """A document as it was imported. All positions count in `text`, which never changes."""

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="documents")
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, help_text="Of the file's bytes, as they came.")
    text = models.TextField()
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    imported_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.file_name


class Passage(models.Model):
    """A place in a document: `text[start:end]`."""

    document = models.ForeignKey(SourceDocument, on_delete=models.CASCADE, related_name="%(class)ss")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        abstract = True
        ordering = ["start", "end"]

    def __str__(self) -> str:
        return f"characters {self.start} to {self.end} of document {self.document_id}"

    @property
    def words(self) -> str:
        """What stands there."""
        return self.document.text[self.start : self.end]


class Section(Passage):
    """A heading of a document and what stands under it."""

    kind = models.CharField(max_length=16, choices=choices(SectionKind))
    heading = models.CharField(max_length=300)


class Dismissal(Passage):
    """A sentence that is no task, and why. It stays in sight on the review page."""

    reason = models.CharField(max_length=200)
    dismissed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)


class ChecklistTemplateQuerySet(models.QuerySet["ChecklistTemplate"]):
    def for_staff(self, user: Asker) -> Self:
        """The templates of the units that `user` works in."""
        return self.filter(procedure__unit__in=Unit.objects.for_staff(user))

    def published(self) -> Self:
        """Those that can be assigned."""
        return self.filter(published_at__isnull=False)


class ChecklistTemplate(models.Model):
    """The tasks of one procedure. A draft has no version; publishing gives it one and freezes it."""

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="templates")
    document = models.ForeignKey(SourceDocument, on_delete=models.PROTECT, related_name="templates", null=True)
    version = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)

    objects = ChecklistTemplateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procedure", "version"], name="template_version_once"),
            models.CheckConstraint(
                name="template_is_published_with_a_version",
                condition=Q(version__isnull=True, published_at__isnull=True)
                | Q(version__isnull=False, published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure}, {f'version {self.version}' if self.version else 'draft'}"

    @property
    def is_published(self) -> bool:
        """True once it has a version; from then on nothing in it changes."""
        return self.version is not None


class Intake(models.TextChoices):
    """What a fasting task is about. Food and clear fluids are always two separate values."""

    FOOD = "food", "Food"
    CLEAR_FLUIDS = "clear_fluids", "Clear fluids"


class TaskTemplate(models.Model):
    """One task of a template, tied to the words it came from: `document.text[start:end]`."""

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
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    details = models.JSONField(default=list, help_text="Places [start, end] of things that belong to it.")
    needs_value = models.CharField(max_length=200, blank=True, help_text="What the document leaves open.")
    value_given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    value_given_at = models.DateTimeField(null=True)
    needs_clinician = models.BooleanField(default=False)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def when(self) -> Timing | None:
        """The timing that its sentence states, or a person gave."""
        return Timing.from_json(self.timing) if self.timing else None

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
