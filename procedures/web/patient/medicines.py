"""The patient's own medicines, as one clear plan. Safety rule 1: of what is not confirmed, not even a name."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from procedures.checklists.medicines.rules import last_dose_at
from procedures.checklists.models import Medicine, Surgery
from procedures.core.fixed_words import fixed
from procedures.core.tasks import ASK_ABOUT_MEDICINES
from procedures.web.patient.times import Wall


@dataclass(frozen=True, slots=True)
class MedicineLine:
    """One confirmed medicine: its name, what to do with it, and who confirmed that."""

    name: str
    words: Sequence[str]
    confirmed: str


@dataclass(frozen=True, slots=True)
class MedicinePlan:
    """What the page says of medicines. `ask` is the safety sentence while some of the plan waits; "" when none does."""

    lines: Sequence[MedicineLine]
    ask: str


def plan_of(surgery: Surgery, wall: Wall) -> MedicinePlan | None:
    """The plan; None while none was begun: then the steps of the list say what there is to say. One query."""
    standing = list(surgery.medicines.standing().select_related("confirmed_by").order_by("pk"))
    if not standing:
        return None
    confirmed = [one for one in standing if one.status == Medicine.Status.CONFIRMED]
    is_waiting = len(confirmed) < len(standing)
    lines = [MedicineLine(one.name, _words(one, surgery, wall), _confirmed(one, wall)) for one in confirmed]
    return MedicinePlan(lines, fixed(ASK_ABOUT_MEDICINES, wall.language) if is_waiting else "")


def _words(medicine: Medicine, surgery: Surgery, wall: Wall) -> list[str]:
    note = [f"{medicine.note.rstrip('.')}."] if medicine.note else []
    if medicine.is_continued:
        return [_("Keep taking it."), *note]
    words = [_("Take your last dose on %(when)s. Then stop.") % {"when": _last_dose(medicine, surgery, wall)}]
    if medicine.restart_date is not None:
        words.append(_("Start again on %(day)s.") % {"day": wall.day(medicine.restart_date)})
    if medicine.restart_event:
        words.append(_("Start again: %(event)s.") % {"event": medicine.restart_event.rstrip(".")})
    return [*words, *note]


def _last_dose(medicine: Medicine, surgery: Surgery, wall: Wall) -> str:
    at = last_dose_at(medicine, surgery)
    if at is not None:
        return wall.moment(at)
    return wall.day(medicine.last_dose_date) if medicine.last_dose_date else ""


def _confirmed(medicine: Medicine, wall: Wall) -> str:
    if medicine.confirmed_at is None:
        return ""
    day = wall.day(medicine.confirmed_at.astimezone(wall.zone).date())
    return _("Confirmed by %(who)s on %(day)s.") % {"who": str(medicine.confirmed_by), "day": day}
