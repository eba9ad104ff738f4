"""Amendment: one change to one patient's list, made by hand, with who asked for it, why, and who confirmed it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from procedures.catalog.models import Intake, choices
from procedures.checklists.models.checklist import Checklist, ChecklistItem
from procedures.core.tasks import NEEDS_CLINICIAN, Actor, Category, Phase, Polarity
from procedures.hospitals.models import Asker, Unit
from procedures.privacy.fields import SealedCharField, SealedJSONField, SealedTextField


class AmendmentQuerySet(models.QuerySet["Amendment"]):
    def for_staff(self, user: Asker, *roles: str) -> Self:
        """Those of the units that `user` works in; where `roles` are given, in one of them."""
        return self.filter(checklist__surgery__unit__in=Unit.objects.for_staff(user, *roles))


class Amendment(models.Model):
    """A step added, changed or taken off for one patient. What was asked is never changed afterwards: only its fate.

    `item` is the step that goes, kept as it was; what comes in its place names this amendment. Safety rule 1: one about
    fasting or medicines waits for a clinician, and until then the patient reads nothing of what it says.
    """

    class Act(models.TextChoices):
        ADD = "add", "Added for this patient"
        CHANGE = "change", "Changed for this patient"
        REMOVE = "remove", "Taken off this patient’s list"

    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting for a clinician"
        STANDING = "standing", "Done"
        TAKEN_BACK = "taken_back", "Taken back"

    checklist = models.ForeignKey(Checklist, on_delete=models.CASCADE, related_name="amendments")
    act = models.CharField(max_length=8, choices=Act)
    status = models.CharField(max_length=16, choices=Status, default=Status.STANDING)
    item = models.ForeignKey(ChecklistItem, on_delete=models.PROTECT, related_name="amendments", null=True)
    reason = SealedCharField(max_length=300)
    title = SealedCharField(max_length=200)
    instruction = SealedTextField(blank=True)
    translations = SealedJSONField(default=dict)
    phase = models.CharField(max_length=16, choices=choices(Phase))
    category = models.CharField(max_length=16, choices=choices(Category))
    actor = models.CharField(max_length=16, choices=choices(Actor), default=Actor.PATIENT)
    polarity = models.CharField(max_length=8, choices=choices(Polarity), default=Polarity.DO)
    intake = models.CharField(max_length=16, choices=Intake, blank=True)
    timing = models.JSONField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    confirmed_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    taken_back_at = models.DateTimeField(null=True)

    # The steps of a document may be warning signs; what is written for one patient is none.
    is_red_flag = False

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            # Safety rule 1: what is about fasting or medicines stands only by a clinician's name.
            models.CheckConstraint(
                name="amendment_confirmed_by_name",
                condition=~Q(category__in=sorted(NEEDS_CLINICIAN), status="standing")
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="amendment_of_a_step", condition=Q(act="add", item__isnull=True) | Q(item__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"amendment {self.pk} ({self.act})"

    @property
    def must_be_confirmed(self) -> bool:
        """True for what a clinician must confirm: it is, or was, about fasting or medicines."""
        was = self.item.category if self.item else ""
        return not NEEDS_CLINICIAN.isdisjoint((self.category, was))

    @property
    def is_settled(self) -> bool:
        """True once the patient may read it."""
        return self.status == self.Status.STANDING
