"""Suppression: a number whose owner said STOP. It holds for the number, whoever shares it."""

from collections.abc import Collection
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Left

from procedures.privacy.fields import SealedAddressField
from procedures.privacy.sealing import BLIND_LENGTH


class SuppressionQuerySet(models.QuerySet["Suppression"]):
    def standing(self) -> Self:
        """Those not lifted by START."""
        return self.filter(lifted_at__isnull=True)

    def among(self, addresses: Collection[str]) -> set[str]:
        """Those of `addresses` to which no text may go."""
        return set(self.standing().filter(address__in=addresses).values_list("address", flat=True))


class Suppression(models.Model):
    """That no text may go to `address`, a number in E.164 form, from `since` until it is lifted."""

    address = SealedAddressField(max_length=254, is_indexed=True)
    since = models.DateTimeField()
    because = models.CharField(max_length=200)
    lifted_at = models.DateTimeField(null=True)

    objects = SuppressionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Left("address", BLIND_LENGTH), condition=Q(lifted_at__isnull=True), name="one_standing_suppression"
            )
        ]

    def __str__(self) -> str:
        return f"suppression {self.pk}"
