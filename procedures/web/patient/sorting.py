"""Which line of a patient's list belongs where: next, late, behind, left over."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from procedures.checklists.models import Surgery
from procedures.core.tasks import Phase
from procedures.web.patient.rows import Row
from procedures.web.patient.times import Wall, holds_now

# What was just ticked stays where it is, so that nothing jumps and it can be undone in place.
STAYS = timedelta(minutes=15)


def is_behind(row: Row, wall: Wall) -> bool:
    """True for what was ticked or told a while ago, and for what is no task and whose day has passed."""
    if row.is_settled:
        at = row.item.status_at if row.item else None
        return at is None or wall.now - at > STAYS
    return (row.due_at is None or not row.can_be_ticked) and row.day is not None and row.day < wall.today


def is_left_over(row: Row, *, is_over: bool) -> bool:
    """True for what was to be done before an operation that is over: folded away, not hidden."""
    return is_over and row.is_open and row.item is not None and row.item.phase == Phase.PREPARATION


def is_late(row: Row, now: datetime) -> bool:
    """True for a task whose time has passed; one just ticked stays among them until it is put away."""
    if row.item is None or holds_now(row.item, now):
        return False
    return row.can_be_ticked and row.due_at is not None and row.due_at < now


def next_two(rows: Iterable[Row], surgery: Surgery, wall: Wall) -> tuple[Row | None, Row | None]:
    """The two soonest that lie ahead. What has no date comes in when nothing else is left before the operation."""
    to_do = [row for row in rows if row.is_open or row.item is None]
    ahead = [row for row in to_do if row.due_at and row.due_at >= wall.now]
    phase = Phase.PREPARATION if wall.today <= surgery.surgery_date else Phase.RECOVERY
    undated = of_phase((row for row in to_do if row.due_at is None), phase)
    if undated and phase == Phase.PREPARATION and not any(_is_before(row, surgery) for row in ahead):
        return undated[0], ahead[0] if ahead else None
    first = next(iter([*ahead, *undated]), None)
    return first, ahead[1] if len(ahead) > 1 else None


def _is_before(row: Row, surgery: Surgery) -> bool:
    return row.day is not None and row.day <= surgery.surgery_date


def of_phase(rows: Iterable[Row], phase: Phase) -> list[Row]:
    """Those of one phase."""
    return [row for row in rows if row.item is not None and row.item.phase == phase]
