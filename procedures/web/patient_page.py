"""Put one patient's list together: what is next, today, the days to come, what has no date, and what is done."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby

from procedures.checklists.models import Appointment, Checklist, ChecklistItem, Surgery
from procedures.core.tasks import Phase
from procedures.core.wording_of_time import relative_day_words
from procedures.patients.models import Patient
from procedures.web.patient_rows import Row, row_of_arrival, row_of_item, row_of_visit
from procedures.web.patient_times import Wall, holds_now
from procedures.web.patient_words import in_days

# What was just ticked stays where it is, so that nothing jumps and it can be undone in place.
STAYS = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the list: "Monday 7 December", "the day before your operation", "tomorrow", and its lines."""

    day: date
    words: str
    from_surgery: str
    from_today: str
    is_today: bool
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class OtherList:
    """Another list of the same patient, to be opened."""

    surgery: Surgery
    day: str
    is_cancelled: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A patient's list for one surgery, ready to be shown."""

    surgery: Surgery
    surgery_day: str
    surgery_in: str
    is_over: bool  # the day of the operation has passed
    has_begun: bool  # and so has what comes after it
    is_cancelled: bool
    arrive_words: str
    start_words: str
    others: Sequence[OtherList]
    next_row: Row | None = None
    then_row: Row | None = None
    late: Sequence[Row] = ()
    today: Day | None = None
    days: Sequence[Day] = ()  # from tomorrow to the operation
    later_days: Sequence[Day] = ()
    anytime: Sequence[Row] = ()
    after: Sequence[Row] = ()
    follow_up: Sequence[Row] = ()
    left_over: Sequence[Row] = ()
    behind: Sequence[Row] = ()
    red_flags: Sequence[ChecklistItem] = ()
    moved: Sequence[Row] = ()
    has_assumed: bool = False
    done_count: int = 0
    total: int = 0

    @property
    def later_count(self) -> int:
        """How many lines there are for after the operation."""
        return sum(len(day.rows) for day in self.later_days) + len(self.after) + len(self.follow_up)


def surgeries_of(patient: Patient) -> list[Surgery]:
    """The surgeries of `patient` for which there is a list, by date."""
    return list(
        Surgery.objects.filter(patient=patient, checklists__isnull=False)
        .select_related("unit__hospital", "procedure")
        .distinct()
        .order_by("surgery_date", "pk")
    )


def chosen(surgeries: Sequence[Surgery], wanted: int | None, today: date) -> Surgery | None:
    """The surgery to show: the one asked for, else the next one planned, else the latest that was."""
    for surgery in surgeries:
        if surgery.pk == wanted:
            return surgery
    planned = [surgery for surgery in surgeries if surgery.status != Surgery.Status.CANCELLED]
    to_come = [surgery for surgery in planned if surgery.surgery_date >= today]
    return next(iter([*to_come, *reversed(planned), *reversed(surgeries)]), None)


def page_of(surgery: Surgery, surgeries: Sequence[Surgery], *, language: str, now: datetime) -> Page:
    """Everything the page shows, in three queries whatever the length of the list."""
    wall = Wall(surgery.zone, language, surgery.surgery_date, surgery.starts_at, now)
    page = _frame(surgery, surgeries, wall)
    if page.is_cancelled:
        return page
    items, rows = _load(surgery, wall)
    behind = [row for row in rows if _is_behind(row, wall)]
    left_over = [row for row in rows if row not in behind and _is_left_over(row, is_over=page.is_over)]
    shown = [row for row in rows if row not in behind and row not in left_over]
    next_row, then_row = _next_two(shown, surgery, wall)
    late = [row for row in shown if _is_late(row, now)]
    listed = [row for row in shown if row not in late and row is not next_row]
    dated = [row for row in listed if row.day]
    later = [row for row in dated if row.is_not_yet or (row.day and row.day > max(surgery.surgery_date, wall.today))]
    days = list(_days((row for row in dated if row not in later), surgery, wall))
    undated = [row for row in listed if row.day is None]
    tickable = [row for row in rows if row.can_be_ticked]
    return replace(
        page,
        next_row=next_row,
        then_row=then_row,
        late=late,
        today=next((day for day in days if day.is_today), None),
        days=[day for day in days if not day.is_today],
        later_days=list(_days(later, surgery, wall)),
        anytime=_of_phase(undated, Phase.PREPARATION),
        after=_of_phase(undated, Phase.RECOVERY),
        follow_up=_of_phase(undated, Phase.FOLLOW_UP),
        left_over=left_over,
        behind=behind,
        red_flags=[item for item in items if item.is_red_flag],
        moved=[row for row in rows if row.is_voided],
        has_assumed=any(row.is_assumed for row in shown),
        done_count=sum(row.is_done for row in tickable),
        total=len(tickable),
    )


def _frame(surgery: Surgery, surgeries: Sequence[Surgery], wall: Wall) -> Page:
    return Page(
        surgery=surgery,
        surgery_day=wall.day(surgery.surgery_date),
        surgery_in=in_days((surgery.surgery_date - wall.today).days),
        is_over=surgery.surgery_date < wall.today,
        has_begun=wall.has_begun,
        is_cancelled=_is_cancelled(surgery),
        arrive_words=wall.clock(surgery.arrives_at) if surgery.arrives_at else "",
        start_words=wall.clock(surgery.starts_at) if surgery.starts_at else "",
        others=[
            OtherList(other, wall.day(other.surgery_date), _is_cancelled(other))
            for other in surgeries
            if other.pk != surgery.pk
        ],
    )


def _is_cancelled(surgery: Surgery) -> bool:
    return surgery.status == Surgery.Status.CANCELLED


def _load(surgery: Surgery, wall: Wall) -> tuple[list[ChecklistItem], list[Row]]:
    checklists = Checklist.objects.filter(surgery=surgery).select_related("template__document").order_by("pk")
    texts = {checklist.pk: _text(checklist) for checklist in checklists}
    items = list(
        ChecklistItem.objects.filter(checklist__surgery=surgery)
        .select_related("task")
        .order_by("checklist_id", "number")
    )
    visits = list(surgery.appointments.filter(status=Appointment.Status.BOOKED).order_by("starts_at", "pk"))
    by_item = {visit.item_id: visit for visit in reversed(visits) if visit.item_id}
    first_of = {visit.pk for visit in by_item.values()}
    rows = [
        row_of_item(item, by_item.get(item.pk), _source(item, texts[item.checklist_id]), wall)
        for item in items
        if not item.is_red_flag
    ]
    rows += [row_of_visit(visit, wall) for visit in visits if visit.pk not in first_of]
    if arrival := row_of_arrival(surgery, wall):
        rows.append(arrival)
    return items, sorted(rows, key=lambda row: (row.due_at is None, row.due_at or wall.now))


def _text(checklist: Checklist) -> str:
    document = checklist.template.document
    return document.text if document else ""


def _source(item: ChecklistItem, text: str) -> str:
    """The hospital's own words for it; "" for what a person added by hand."""
    task = item.task
    return text[task.start : task.end] if task and task.start is not None and task.end is not None else ""


def _is_behind(row: Row, wall: Wall) -> bool:
    """True for what was ticked or told a while ago, and for what is no task and whose day has passed."""
    if row.is_settled:
        at = row.item.status_at if row.item else None
        return at is None or wall.now - at > STAYS
    return (row.due_at is None or not row.can_be_ticked) and row.day is not None and row.day < wall.today


def _is_left_over(row: Row, *, is_over: bool) -> bool:
    """True for what was to be done before an operation that is over: folded away, not hidden."""
    return is_over and row.is_open and row.item is not None and row.item.phase == Phase.PREPARATION


def _is_late(row: Row, now: datetime) -> bool:
    """True for a task whose time has passed; one just ticked stays among them until it is put away."""
    if row.item is None or holds_now(row.item, now):
        return False
    return row.can_be_ticked and row.due_at is not None and row.due_at < now


def _next_two(rows: Iterable[Row], surgery: Surgery, wall: Wall) -> tuple[Row | None, Row | None]:
    """The two soonest that lie ahead. What has no date comes in when nothing else is left before the operation."""
    to_do = [row for row in rows if row.is_open or row.item is None]
    ahead = [row for row in to_do if row.due_at and row.due_at >= wall.now]
    phase = Phase.PREPARATION if wall.today <= surgery.surgery_date else Phase.RECOVERY
    undated = _of_phase((row for row in to_do if row.due_at is None), phase)
    if undated and phase == Phase.PREPARATION and not any(_is_before(row, surgery) for row in ahead):
        return undated[0], ahead[0] if ahead else None
    first = next(iter([*ahead, *undated]), None)
    return first, ahead[1] if len(ahead) > 1 else None


def _is_before(row: Row, surgery: Surgery) -> bool:
    return row.day is not None and row.day <= surgery.surgery_date


def _days(rows: Iterable[Row], surgery: Surgery, wall: Wall) -> Iterator[Day]:
    in_order = sorted(rows, key=lambda row: (row.day or wall.today, row.due_at is None, row.due_at or wall.now))
    for day, of_day in groupby(in_order, key=lambda row: row.day):
        if day is None:
            continue
        yield Day(
            day=day,
            words=wall.day(day),
            from_surgery=relative_day_words(day, surgery.surgery_date, wall.language),
            from_today=in_days((day - wall.today).days),
            is_today=day == wall.today,
            rows=list(of_day),
        )


def _of_phase(rows: Iterable[Row], phase: Phase) -> list[Row]:
    return [row for row in rows if row.item is not None and row.item.phase == phase]
