"""ChecklistTemplate: the tasks of one procedure, as a draft or as a published version."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from procedures.catalog.models.document import Procedure, SourceDocument
from procedures.hospitals.models import Asker, Unit


class Frozen(Exception):
    """A published version never changes. The message is for the person who tried."""

    def __init__(self) -> None:
        super().__init__("This version is published, so it cannot change. Make a new draft from it and change that.")


class ChecklistTemplateQuerySet(models.QuerySet["ChecklistTemplate"]):
    def for_staff(self, user: Asker) -> Self:
        """The templates of the units that `user` works in."""
        return self.filter(procedure__unit__in=Unit.objects.for_staff(user))

    def published(self) -> Self:
        """Those that can be assigned."""
        return self.filter(published_at__isnull=False)

    def update(self, **fields: Any) -> int:
        """Change drafts.

        :raises Frozen: when a published one is among them.
        """
        if self.published().exists():
            raise Frozen
        return super().update(**fields)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete drafts.

        :raises Frozen: when a published one is among them.
        """
        if self.published().exists():
            raise Frozen
        return super().delete()


class ChecklistTemplate(models.Model):
    """The tasks of one procedure. A draft has no version; publishing gives it one and freezes it."""

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="templates")
    document = models.ForeignKey(SourceDocument, on_delete=models.PROTECT, related_name="templates", null=True)
    version = models.PositiveIntegerField(null=True)
    title = models.CharField(
        max_length=300, blank=True, help_text="The procedure's name when this was published; empty for a draft."
    )
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    based_on = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        help_text="What was carried over into this one, and what it is compared with.",
    )

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
        return f"{self.name}, {f'version {self.version}' if self.version else 'draft'}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save a draft, or publish it.

        :raises Frozen: when it was published before.
        """
        refuse_if_published(self.pk)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete a draft.

        :raises Frozen: when it is published.
        """
        refuse_if_published(self.pk)
        return super().delete(*args, **kwargs)

    @property
    def name(self) -> str:
        """The procedure's name; for a version the one it was published under."""
        return self.title or self.procedure.name

    @property
    def is_published(self) -> bool:
        """True once it has a version; from then on nothing in it changes."""
        return self.version is not None


def refuse_if_published(template_id: int | None) -> None:
    """Ask the database, not a copy in memory, whether a template is published.

    :raises Frozen: when it is.
    """
    if template_id is not None and ChecklistTemplate.objects.published().filter(pk=template_id).exists():
        raise Frozen
