"""SavedView: a way of looking at the board that someone named, to come back to it."""

from typing import Self
from urllib.parse import urlencode

from django.conf import settings
from django.db import models
from django.db.models import Q

from procedures.hospitals.models import Asker, Unit


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def for_staff(self, user: Asker) -> Self:
        """One's own, and what colleagues share with a unit that `user` works in. None for anyone else."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(Q(user=user) | Q(unit__in=Unit.objects.for_staff(user)))


class SavedView(models.Model):
    """What was asked of the board, under a name. With a `unit` all who work there see it too; only `user` changes it.

    It holds filters, never what was searched for: that may be a patient's name.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    name = models.CharField(max_length=40)
    filters = models.JSONField(default=dict)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="view_name_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def query(self) -> str:
        """The query of the board's address."""
        return urlencode(self.filters)
