"""What a patient's planned operations say by themselves, before what contradicts between them is taken away."""

from collections.abc import Sequence
from dataclasses import dataclass

from procedures.checklists.contradictions import Stop, beginning, is_stop
from procedures.checklists.item_times import write_times
from procedures.checklists.models import ChecklistItem, Surgery
from procedures.checklists.surgery_times import times_of
from procedures.core.timeline import SurgeryTimes


@dataclass(frozen=True, slots=True)
class PlanAlone:
    """One operation with its steps as its own list has them. The steps are unsaved, and not to be saved."""

    surgery: Surgery
    times: SurgeryTimes
    items: Sequence[ChecklistItem]

    @property
    def stops(self) -> list[Stop]:
        """By when it says to stop eating and drinking."""
        begins = beginning(self.times)
        return [Stop(one.intake, one.due_at, begins) for one in self.items if is_stop(one) and one.due_at is not None]


def plan_alone(surgery: Surgery) -> PlanAlone:
    """The steps of `surgery` as if it were the patient's only one. Four queries."""
    appointments = list(surgery.appointments.all())
    standing = ChecklistItem.objects.standing().filter(checklist__surgery=surgery)
    standing = standing.select_related("task", "medicine", "amendment__item").prefetch_related("task__wordings")
    items = list(standing.order_by("checklist", "number"))
    times = times_of(surgery, appointments)
    write_times(items, times, appointments, list(surgery.medicines.standing()))
    return PlanAlone(surgery, times, items)


def plans_beside(surgery: Surgery) -> list[PlanAlone]:
    """Those of the other planned operations of its patient, soonest first."""
    others = Surgery.objects.planned().filter(patient=surgery.patient_id).exclude(pk=surgery.pk)
    others = others.select_related("unit__hospital", "procedure", "patient").order_by("surgery_date", "pk")
    return [plan_alone(other) for other in others]


def stops_of(plans: Sequence[PlanAlone]) -> list[Stop]:
    """By when all of `plans` say to stop eating and drinking."""
    return [stop for plan in plans for stop in plan.stops]
