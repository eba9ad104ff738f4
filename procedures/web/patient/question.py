"""The question that a critical step asks back: "By when must you stop eating?", with hours to choose from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from procedures.catalog.models import Intake
from procedures.checklists.asking_back import asks_back
from procedures.checklists.models import ChecklistItem
from procedures.core.tasks import Category
from procedures.core.wall_clock import wall_instant
from procedures.web.patient.times import Wall

# Asked from so long before on: earlier nobody needs to know it by heart.
ASKED_FROM = timedelta(days=3)
# How far the other choices lie off, so that the right one is in no fixed place.
OFFSETS = ((-2, -1, 0), (-1, 0, 1), (0, 1, 2))
APART = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its words, and what to choose from as (what is sent, what is read)."""

    item: ChecklistItem
    words: str
    choices: list[tuple[str, str]]
    asked_for: str


def question_of(items: Iterable[ChecklistItem], wall: Wall) -> Question | None:
    """The next question that is due; None when all is told back, or nothing is near enough."""
    for item in asks_back(items, now=wall.now):
        if item.due_at is not None and item.due_at - wall.now <= ASKED_FROM:
            return Question(
                item=item,
                words=_words(item),
                choices=[(moment.isoformat(), told(item, moment, wall)) for moment in _choices(item, wall)],
                asked_for=item.due_at.isoformat(),
            )
    return None


def _choices(item: ChecklistItem, wall: Wall) -> list[datetime]:
    """The right one and two others; days stay days on the wall, also across a clock change."""
    due = item.due_at
    assert due is not None  # noqa: S101 - asked only of what has an hour
    offsets = OFFSETS[item.pk % len(OFFSETS)]
    if item.is_exact:
        return [due + offset * APART for offset in offsets]
    local = due.astimezone(wall.zone)
    at = f"{local:%H:%M}"
    return [
        due if not offset else wall_instant(local.date() + timedelta(days=offset), at, wall.zone) for offset in offsets
    ]


def _words(item: ChecklistItem) -> str:
    if item.category == Category.FASTING:
        return (
            _("By when must you stop drinking?")
            if item.intake == Intake.CLEAR_FLUIDS
            else _("By when must you stop eating?")
        )
    return _("When do you take your last dose?")


def told(item: ChecklistItem, moment: datetime, wall: Wall) -> str:
    """A moment as the question gives it: with its hour where an hour counts."""
    return wall.moment(moment) if item.is_exact else wall.day(wall.day_of(moment, is_exact=False))
