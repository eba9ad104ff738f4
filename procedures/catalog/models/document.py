"""Procedure, SourceDocument and its Sections."""

from typing import Self

from django.conf import settings
from django.db import models

from procedures.catalog.models.words import choices
from procedures.core.extraction.drafts import SectionKind
from procedures.hospitals.models import Asker, Unit


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


class ProcedureRename(models.Model):
    """That a procedure got another name. Versions published before keep the name they had."""

    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="renames")
    old_name = models.CharField(max_length=300)
    new_name = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.old_name} → {self.new_name}"


class SourceDocument(models.Model):
    """A document as it was imported. All positions count in `text`, which never changes."""

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="documents")
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, help_text="Of the file's bytes, as they came.")
    text = models.TextField()
    notes = models.JSONField(default=list, help_text="What was left out while reading, or is odd about it, in words.")
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    imported_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procedure", "sha256"], name="document_once_per_procedure"),
        ]

    def __str__(self) -> str:
        return self.file_name


class Section(models.Model):
    """A heading of a document and what stands under it: `document.text[start:end]`."""

    document = models.ForeignKey(SourceDocument, on_delete=models.CASCADE, related_name="sections")
    kind = models.CharField(max_length=16, choices=choices(SectionKind))
    heading = models.CharField(max_length=300)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering = ["start", "end"]

    def __str__(self) -> str:
        return self.heading
