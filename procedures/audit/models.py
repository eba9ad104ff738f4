"""AuditEntry: one line of the trail."""

import hashlib
import json
from datetime import UTC
from typing import Any, NoReturn, Self

from django.db import models
from django.db.models import Q

from procedures.audit.acts import Act
from procedures.hospitals.models import Asker, Membership, Role, Unit

# What the first entry names as the one before it.
NOTHING_BEFORE = "0" * 64


class AppendOnly(Exception):
    """Somebody tried to change the trail."""

    def __init__(self) -> None:
        super().__init__("The audit trail is only ever added to.")


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    def for_staff(self, user: Asker) -> Self:
        """What `user` may read as an auditor: what was done in their units, and by their colleagues outside of any.

        What belongs to no unit and nobody of the staff, such as a sign-in under a name that does not exist, is shown to
        every auditor: it is about no patient.
        """
        units = Unit.objects.for_staff(user, Role.AUDITOR)
        colleagues = Membership.objects.filter(unit__in=units).values("user")
        # Asked before the rest: else what belongs to nobody would be everybody's.
        if not units.exists():
            return self.none()
        nowhere = Q(unit_id__isnull=True, patient_id__isnull=True)
        return self.filter(
            Q(unit_id__in=units.values("pk")) | nowhere & (Q(by_id__isnull=True) | Q(by_id__in=colleagues))
        )

    def update(self, **_: Any) -> NoReturn:
        """Refused.

        :raises AppendOnly: always.
        """
        raise AppendOnly

    def delete(self) -> NoReturn:
        """Refused.

        :raises AppendOnly: always.
        """
        raise AppendOnly


class AuditEntry(models.Model):
    """Who did what, to whom, when. Written by `recording.record` and by nothing else.

    People, patients and units stand here by number, without foreign keys: the trail must outlive what it tells of.
    Each entry's hash covers its content and the hash before, so that a change anywhere breaks the chain there.
    """

    number = models.BigIntegerField(primary_key=True, help_text="From 1, without gaps.")
    at = models.DateTimeField(db_index=True)
    act = models.CharField(max_length=32, db_index=True)
    by_id = models.BigIntegerField(null=True)
    by_label = models.CharField(
        max_length=64, blank=True, help_text="Who it was where it was no user: patient, worker."
    )
    patient_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)
    facts = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "audit entries"
        ordering = ["-number"]
        indexes = [
            # The auditor's questions: who saw this patient, and what did this person do, newest first.
            models.Index(fields=["patient_id", "-number"], name="audit_of_patient"),
            models.Index(fields=["by_id", "-number"], name="audit_by_person"),
            models.Index(fields=["unit_id", "-number"], name="audit_of_unit"),
        ]

    def __str__(self) -> str:
        return f"audit entry {self.number}"

    @property
    def words(self) -> str:
        """What was done, as the auditor reads it."""
        return str(Act(self.act).label) if self.act in Act.values else self.act

    def reckoned_hash(self) -> str:
        """What `hash` must be, by the content and the hash before."""
        at = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        content = [self.number, at, self.act, self.by_id, self.by_label, self.patient_id, self.unit_id, self.facts]
        written = json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
        return hashlib.sha256(f"{self.previous_hash}\n{written}".encode()).hexdigest()

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ARG002 - a new row is all that is ever written
        """Add the entry.

        :raises AppendOnly: it is there already.
        """
        if not self._state.adding:
            raise AppendOnly
        super().save(force_insert=True)

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        """Refused.

        :raises AppendOnly: always.
        """
        raise AppendOnly
