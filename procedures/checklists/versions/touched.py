"""Whom a newer version touches: the live lists on an older one, soonest surgery first, with what would change."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from procedures.catalog.editions import TaskChange, compare
from procedures.catalog.models import ChecklistTemplate
from procedures.checklists.models import Appointment, Checklist, ChecklistItem, Reminder, Surgery
from procedures.checklists.models.checklist import ChecklistQuerySet
from procedures.checklists.surgery_times import times_of
from procedures.checklists.versions.reckoning import GOING_OR_GONE, VersionPlan, plan_of
from procedures.hospitals.models import Asker, Unit


@dataclass(frozen=True, slots=True)
class Touched:
    """One patient's list on an older version, and what the newer one would change."""

    checklist: Checklist
    plan: VersionPlan


def lists_on_older(template: ChecklistTemplate, asker: Asker, *roles: str) -> ChecklistQuerySet:
    """The lists of planned surgeries on an older version of the same procedure, in units where `asker` has a role."""
    older = Checklist.objects.filter(
        template__procedure=template.procedure_id, template__version__lt=template.version or 0
    )
    live = older.filter(surgery__status=Surgery.Status.PLANNED)
    return live.filter(surgery__unit__in=Unit.objects.for_staff(asker, *roles))


def touched(template: ChecklistTemplate, asker: Asker, *roles: str, now: datetime) -> Iterator[Touched]:
    """Those lists by unit, soonest surgery first, each with its plan. Versions are compared once each."""
    gone = Reminder.objects.filter(status__in=GOING_OR_GONE, item__isnull=False).select_related("item")
    rows = (
        lists_on_older(template, asker, *roles)
        .select_related("surgery__patient", "surgery__unit__hospital", "template__document")
        .prefetch_related(
            Prefetch("items", ChecklistItem.objects.standing_or_amended().order_by("number")),
            Prefetch("surgery__reminders", gone.order_by("due_at", "pk")),
            Prefetch("surgery__appointments", Appointment.objects.select_related("item")),
        )
        .order_by("surgery__unit__name", "surgery__unit_id", "surgery__surgery_date", "surgery__starts_at", "pk")
    )
    compared: dict[int, tuple[TaskChange, ...]] = {}
    for checklist in rows:
        if checklist.template_id not in compared:
            compared[checklist.template_id] = compare(checklist.template, template)
        surgery = checklist.surgery
        appointments = list(surgery.appointments.all())
        plan = plan_of(
            checklist.items.all(),
            compared[checklist.template_id],
            reminders=surgery.reminders.all(),
            appointments=appointments,
            is_preparing=times_of(surgery, appointments).first_known_at > now,
            now=now,
        )
        yield Touched(checklist, plan)
