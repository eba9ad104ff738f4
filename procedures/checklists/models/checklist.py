"""Checklist and its items: one patient's copy of a published template, with real dates."""

from typing import Self

from django.conf import settings
from django.db import models

from procedures.catalog.models import ChecklistTemplate, Intake, TaskTemplate, choices
from procedures.checklists.models.medicine import Medicine
from procedures.checklists.models.surgery import Surgery
from procedures.core.tasks import Actor, Category, Phase, Polarity
from procedures.hospitals.models import Asker, Unit
from procedures.patients.models import Caregiver
from procedures.privacy.fields import SealedCharField, SealedJSONField, SealedTextField


class ChecklistQuerySet(models.QuerySet["Checklist"]):
    def for_staff(self, user: Asker) -> Self:
        """The checklists of the units that `user` works in."""
        return self.filter(surgery__unit__in=Unit.objects.for_staff(user))


class Checklist(models.Model):
    """What one patient was given for one surgery, from one version of a template."""

    surgery = models.ForeignKey(Surgery, on_delete=models.PROTECT, related_name="checklists")
    template = models.ForeignKey(ChecklistTemplate, on_delete=models.PROTECT, related_name="checklists")
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    assigned_at = models.DateTimeField()

    objects = ChecklistQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["surgery", "template"], name="template_assigned_once")]

    def __str__(self) -> str:
        return f"checklist {self.pk}"


class ChecklistItemQuerySet(models.QuerySet["ChecklistItem"]):
    def for_staff(self, user: Asker, *roles: str) -> Self:
        """The items of the units that `user` works in; where `roles` are given, in one of them."""
        return self.filter(checklist__surgery__unit__in=Unit.objects.for_staff(user, *roles))

    def open(self) -> Self:
        """Those still to be done. Red flags are never done, and never among these."""
        return self.filter(status=ChecklistItem.Status.OPEN, is_red_flag=False)

    def standing(self) -> Self:
        """Those that are on the list: not taken off it again, as a dose is when its confirmation ends."""
        return self.filter(withdrawn_at__isnull=True)

    def standing_or_amended(self) -> Self:
        """Those on the list, and those that were changed or taken off by hand: a newer version must know of both."""
        return self.filter(models.Q(withdrawn_at__isnull=True) | models.Q(amended_at__isnull=False))


class ChecklistItem(models.Model):
    """One thing to do. Instants are UTC; a task without a stated time has none, and none is made up.

    `opens_at` is when it begins to hold or may be done; `due_at` is by when it must be done, or must have begun ("stop
    eating by"); `holds_until` is when a thing that lasts is over. `is_exact` tells an hour that counts ("stop at
    06:00") from a day ("on Monday"): a day begins with its first minute and is due in its last one, 23:59 on the
    hospital's clock. `is_assumed` says that the theatre time is not known yet, so that the earliest was assumed.
    """

    class Status(models.TextChoices):
        OPEN = "open", "To do"
        DONE = "done", "Done"
        MISSED = "missed", "Missed, or done differently"

    checklist = models.ForeignKey(Checklist, on_delete=models.CASCADE, related_name="items")
    task = models.ForeignKey(TaskTemplate, on_delete=models.PROTECT, related_name="+", null=True)
    number = models.PositiveIntegerField(help_text="The number on the sheet, on the phone and in “DONE 2”.")
    phase = models.CharField(max_length=16, choices=choices(Phase))
    category = models.CharField(max_length=16, choices=choices(Category))
    actor = models.CharField(max_length=16, choices=choices(Actor), default=Actor.PATIENT)
    polarity = models.CharField(max_length=8, choices=choices(Polarity), default=Polarity.DO)
    intake = models.CharField(max_length=16, choices=Intake, blank=True)
    # Sealed, since a dose names the medicine, and what was written for one patient says what is wrong with them.
    title = SealedCharField(max_length=200, is_indexed=True)
    # Whether the title says so: the board asks the database, which cannot read it.
    is_call = models.BooleanField(default=False)
    instruction = SealedTextField(blank=True)
    translations = SealedJSONField(
        default=dict, help_text="Title and instruction by language, beside the English ones: {language: [title, text]}."
    )
    is_red_flag = models.BooleanField(default=False)
    timing = models.JSONField(null=True)
    opens_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    holds_until = models.DateTimeField(null=True)
    is_exact = models.BooleanField(default=False)
    is_assumed = models.BooleanField(default=False)
    status = models.CharField(max_length=8, choices=Status, default=Status.OPEN)
    status_at = models.DateTimeField(null=True)
    # Set when a tick no longer counts because the date it depended on moved (safety rule 6).
    voided_at = models.DateTimeField(null=True)
    # One dose of the patient's own plan: the last one before the operation, or the first one after it.
    medicine = models.ForeignKey(Medicine, on_delete=models.PROTECT, related_name="items", null=True)
    # Whether the patient could tell back by when, and for which `due_at` that was: another one is asked for anew.
    told_back_for = models.DateTimeField(null=True)
    told_back_right = models.BooleanField(null=True)
    # Off the list, and kept as it was: a dose no longer confirmed, a step that a newer version changed or left out, or
    # one that was changed or taken off by hand (then `amended_at` is set too).
    withdrawn_at = models.DateTimeField(null=True)
    amended_at = models.DateTimeField(null=True)
    # What was written for this patient alone, in place of a task of the template.
    amendment = models.ForeignKey("Amendment", on_delete=models.PROTECT, related_name="items", null=True)

    objects = ChecklistItemQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["checklist", "number"], name="item_number_once"),
            # Safety rule 4: a red flag is never ticked away.
            models.CheckConstraint(
                name="red_flag_is_never_ticked", condition=models.Q(is_red_flag=False) | models.Q(status="open")
            ),
        ]

    def __str__(self) -> str:
        return f"item {self.number} of checklist {self.checklist_id}"

    def words_in(self, language: str) -> tuple[str, str]:
        """Title and instruction as the patient reads them in `language`; in English where nobody reviewed others."""
        title, instruction = self.translations.get(language) or (self.title, self.instruction)
        return title, instruction


class ItemEvent(models.Model):
    """What happened to an item, in order: the record behind its status. Only ever added to."""

    class Act(models.TextChoices):
        TICKED = "ticked", "Ticked"
        UNTICKED = "unticked", "Un-ticked"
        MISSED = "missed", "Told us it was missed or done differently"
        VOIDED = "voided", "Must be judged again: the date moved"
        ADDED = "added", "Added with a new version of the list"
        GONE = "gone", "Taken off the list: the new version has it no more"
        REPLACED = "replaced", "Taken off the list: the new version says it in another way"
        SURE = "sure", "Could tell back by when"
        UNSURE = "unsure", "Could not tell back by when; a nurse knows"

    item = models.ForeignKey(ChecklistItem, on_delete=models.CASCADE, related_name="events")
    act = models.CharField(max_length=8, choices=Act)
    at = models.DateTimeField()
    # Both empty means the patient.
    caregiver = models.ForeignKey(Caregiver, on_delete=models.PROTECT, related_name="+", null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    note = SealedCharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.act} at {self.at:%Y-%m-%d %H:%M}"
