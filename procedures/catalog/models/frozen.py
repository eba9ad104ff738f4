"""Rows that belong to a template and freeze with it."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from procedures.catalog.models.template import Frozen, refuse_if_published


class PartQuerySet(models.QuerySet[Any]):
    """Parts of templates. Those of a published one are only read."""

    def update(self, **fields: Any) -> int:
        """Change parts of drafts.

        :raises Frozen: when a part of a published template is among them.
        """
        self._refuse_published()
        return super().update(**fields)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete parts of drafts.

        :raises Frozen: when a part of a published template is among them.
        """
        self._refuse_published()
        return super().delete()

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Add many to drafts.

        :raises Frozen: when one of them is meant for a published template.
        """
        rows = list(objs)
        for template_id in {row.template_id for row in rows}:
            refuse_if_published(template_id)
        return super().bulk_create(rows, *args, **kwargs)

    def _refuse_published(self) -> None:
        if self.filter(template__published_at__isnull=False).exists():
            raise Frozen


class PartOfTemplate(models.Model):
    """A row with a `template`. Adding, changing or deleting one of a published template raises `Frozen`."""

    template_id: int

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it.

        :raises Frozen: when its template is published.
        """
        refuse_if_published(self.template_id)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete it.

        :raises Frozen: when its template is published.
        """
        refuse_if_published(self.template_id)
        return super().delete(*args, **kwargs)
