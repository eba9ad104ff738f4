"""One surgery: everything about it on one page, and the patient's link."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from procedures.catalog.models import ChecklistTemplate
from procedures.checklists.models import Checklist, Surgery, SurgeryNote, WorkItem
from procedures.checklists.readiness import Row, rows_of, with_row_facts
from procedures.checklists.surgery_times import times_of
from procedures.hospitals.models import Role, User
from procedures.patients.links import link_for, url_of
from procedures.patients.models import (
    Caregiver,
    CaregiverConsent,
    Device,
    EmergencyOpening,
    PatientLink,
    SignInCode,
    Suppression,
)
from procedures.web import clock
from procedures.web.access import CARE, LOOKING, StaffRequest, staff_only
from procedures.web.nurse.amending_page import cards_of
from procedures.web.nurse.concerns import concerns_of
from procedures.web.nurse.history import history_of, item_events
from procedures.web.nurse.lacks import lacks_of
from procedures.web.nurse.medicines_page import medicines_of
from procedures.web.nurse.surgery_page import folded, messages_of, reminders_of, steps_of


def surgeries_for(user: User, *roles: str) -> QuerySet[Surgery]:
    """The surgeries of the units where `user` holds one of `roles`, with what their pages show."""
    surgeries = Surgery.objects.for_staff(user, *roles)
    return surgeries.select_related("patient__hospital", "procedure", "unit__hospital")


@staff_only(*CARE)
def surgery_page(request: StaffRequest, pk: int) -> HttpResponse:
    """The patient, the dates, the link, the list, every message, open work and the history."""
    surgery = get_object_or_404(surgeries_for(request.user, *LOOKING), pk=pk)
    now = clock.now()
    steps = steps_of(surgery, now=now)
    medicines = medicines_of(surgery)
    held = request.user.memberships.standing().filter(unit=surgery.unit)
    roles = {Role(role) for role in held.values_list("role", flat=True)}
    sent = messages_of(surgery, request.user)
    reminders = reminders_of(surgery, request.user)
    link = PatientLink.objects.filter(patient=surgery.patient, caregiver=None, revoked_at=None, expires_at__gt=now)
    newest = link.order_by("-expires_at", "-pk").first()
    concerns = WorkItem.objects.for_staff(request.user, *LOOKING).filter(surgery=surgery)
    opening = opening_of(surgery, request.user, roles)
    amendments = cards_of(surgery)
    readiness = _readiness_of(surgery, now)
    context = {
        "surgery": surgery,
        "opening": opening,
        "zone": surgery.zone,
        "now": now,
        "may_act": Role.NURSE in roles,
        "may_audit": Role.AUDITOR in roles,
        "may_hand_out": Role.ADMINISTRATOR in roles,
        "has_begun": times_of(surgery).first_known_at <= now,
        "lists": _lists_of(surgery),
        "is_planned": surgery.status == Surgery.Status.PLANNED,
        "link": newest,
        "link_url": url_of(newest) if newest and not opening else "",
        "link_sent": [each for each in sent if any(one.kind == one.Kind.LIST_READY for one in each.reminders.all())],
        "devices": Device.objects.standing(now).filter(link__patient=surgery.patient).select_related("link__caregiver"),
        "codes_by_telephone": SignInCode.objects.open(now)
        .filter(by=SignInCode.By.TELEPHONE, link__patient=surgery.patient)
        .select_related("link__patient", "link__caregiver"),
        "caregivers": _caregivers_of(surgery),
        "is_stopped": bool(Suppression.objects.among([str(surgery.patient.phone)])),
        "consents": surgery.patient.consents.standing().order_by("channel"),
        "visits": surgery.appointments.select_related("item"),
        "medicines": medicines,
        "may_enter": bool({Role.NURSE, Role.CLINICIAN} & roles),
        "may_confirm": Role.CLINICIAN in roles,
        "is_waiting_for_clinician": any(line.is_waiting for line in medicines),
        "missing": lacks_of(readiness.missing) if readiness else (),
        "is_ready": readiness is not None and readiness.is_ready,
        "steps": steps,
        "open_reminders": [each for each in reminders if each.status in each.OPEN],
        "ended_reminders": [each for each in reminders if each.status not in (*each.OPEN, each.Status.SENT)],
        "deliveries": folded(sent),
        "concerns": concerns_of(concerns, request.user, now=now),
        "amendments": amendments,
        "notes": SurgeryNote.objects.about(surgery.patient, request.user),
        "history": history_of(
            surgery, item_events(step.item for step in steps), [card.amendment for card in amendments]
        ),
    }
    return render(request, "surgeries/surgery.html", context)


def opening_of(surgery: Surgery, reader: User, roles: Collection[str]) -> EmergencyOpening | None:
    """The emergency by which `reader`, who has none of `roles` that care here, looks at this surgery."""
    if {str(role) for role in CARE} & {str(role) for role in roles}:
        return None
    return EmergencyOpening.objects.of(reader).filter(patient=surgery.patient).order_by("-until").first()


def _readiness_of(surgery: Surgery, now: datetime) -> Row | None:
    """What the board says of it; None once there is nothing to be ready for."""
    is_ahead = surgery.status == Surgery.Status.PLANNED and times_of(surgery).first_known_at > now
    ahead = with_row_facts(Surgery.objects.filter(pk=surgery.pk)) if is_ahead else ()
    return next(iter(rows_of(list(ahead), now=now)), None)


def _lists_of(surgery: Surgery) -> list[tuple[Checklist, ChecklistTemplate | None]]:
    """The surgery's lists, each with a newer version of it, if one is published."""
    versions = ChecklistTemplate.objects.published().filter(procedure=surgery.procedure_id)
    newest = versions.order_by("version").last()
    lists = surgery.checklists.select_related("template").order_by("pk")
    return [(one, newest if newest and (newest.version or 0) > (one.template.version or 0) else None) for one in lists]


def _caregivers_of(surgery: Surgery) -> QuerySet[Caregiver]:
    consents = Prefetch("consents", CaregiverConsent.objects.standing().order_by("channel"), "standing_consents")
    return surgery.patient.caregivers.standing().prefetch_related(consents)


@require_POST
@staff_only(Role.NURSE)
def make_link(request: StaffRequest, pk: int) -> HttpResponse:
    """Make a link for a patient who has none that works; one that works stays as it is."""
    surgery = get_object_or_404(surgeries_for(request.user, Role.NURSE), pk=pk)
    link_for(surgery.patient, now=clock.now())
    return redirect(f"{reverse('surgery', args=[pk])}#link")


urlpatterns = [
    path("surgeries/<int:pk>/", surgery_page, name="surgery"),
    path("surgeries/<int:pk>/link/", make_link, name="surgery-link"),
]
