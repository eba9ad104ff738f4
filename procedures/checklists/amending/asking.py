"""What is asked for: the words of a step for one patient, saved as an amendment, waiting or standing, and its end."""

from dataclasses import dataclass, field
from datetime import datetime

from procedures.checklists.models import Amendment, WorkItem
from procedures.core.tasks import Actor, Category, Phase, Polarity
from procedures.core.timing import Timing
from procedures.hospitals.models import User

Status = Amendment.Status


@dataclass(frozen=True, slots=True)
class StepWords:
    """What a step for one patient says. `translations` are by language, as {language: [title, instruction]}."""

    title: str
    instruction: str = ""
    phase: Phase = Phase.PREPARATION
    category: Category = Category.OTHER
    actor: Actor = Actor.PATIENT
    polarity: Polarity = Polarity.DO
    intake: str = ""
    timing: Timing | None = None
    translations: dict[str, list[str]] = field(default_factory=dict)

    @property
    def as_fields(self) -> dict[str, object]:
        """The fields of an `Amendment`. What is taken in counts for fasting only."""
        return {
            "title": self.title.strip(),
            "instruction": self.instruction.strip(),
            "phase": self.phase,
            "category": self.category,
            "actor": self.actor,
            "polarity": self.polarity,
            "intake": self.intake if self.category is Category.FASTING else "",
            "timing": self.timing.as_json() if self.timing else None,
            "translations": self.translations,
        }


def write(asked: Amendment) -> None:
    """Save what was asked. What the same step was waiting for before is waited for no more."""
    asked.status = Status.WAITING if asked.must_be_confirmed else Status.STANDING
    asked.save()
    if asked.item is None:
        return
    for one in asked.checklist.amendments.filter(status=Status.WAITING).exclude(id=asked.pk):
        if one.item_id == asked.item_id or one.pk == asked.item.amendment_id:
            end(one, by=asked.by, now=asked.at)
            close_asking(one, note="Another change took its place.", now=asked.at)


def end(amendment: Amendment, *, by: User | None, now: datetime) -> None:
    amendment.status, amendment.taken_back_by, amendment.taken_back_at = Status.TAKEN_BACK, by, now
    amendment.save(update_fields=["status", "taken_back_by", "taken_back_at"])


def close_asking(amendment: Amendment, *, note: str, now: datetime) -> None:
    asking = WorkItem.objects.open().filter(once=f"amendment-{amendment.pk}")
    asking.update(closed_at=now, closing_note=note[:300])
