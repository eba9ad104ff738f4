"""Put one patient's list together: what is next, today, the days to come, what has no date, and what is done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from procedures.catalog.models import Intake
from procedures.checklists.coming import speaks_of_a_ride_in
from procedures.checklists.models import Surgery
from procedures.core.tasks import Category, Phase
from procedures.patients.models import Caregiver
from procedures.web.patient.days import Day, days_of
from procedures.web.patient.loading import items_and_rows
from procedures.web.patient.medicines import MedicinePlan, plan_of
from procedures.web.patient.packing import to_bring
from procedures.web.patient.question import Question, question_of
from procedures.web.patient.rows import Row
from procedures.web.patient.signs import Sign, signs_of
from procedures.web.patient.sorting import is_behind, is_late, is_left_over, next_two, of_phase
from procedures.web.patient.times import Wall
from procedures.web.patient.words import in_days


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
    looked_at: str  # when this was read from the database: a phone without a network shows it later
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
    red_flags: Sequence[Sign] = ()
    medicines: MedicinePlan | None = None
    moved: Sequence[Row] = ()
    has_assumed: bool = False
    has_english_only: bool = False  # of what should be in another language
    must_ask_about_fasting: bool = False  # safety rule 3: no hour is given, and the patient is to call
    may_say_coming: bool = False
    asks_for_a_ride: bool = False
    question: Question | None = None
    may_check_in: bool = False
    checked_in: str = ""
    water_until: str = ""
    bring: Sequence[str] = ()
    all_days: Sequence[Day] = ()  # every line, for the paper: by day, what has none, and what is done
    all_undated: Sequence[Row] = ()
    all_done: Sequence[Row] = ()
    done_count: int = 0
    total: int = 0

    @property
    def later_count(self) -> int:
        """How many lines there are for after the operation."""
        return sum(len(day.rows) for day in self.later_days) + len(self.after) + len(self.follow_up)


def page_of(
    surgery: Surgery,
    surgeries: Sequence[Surgery],
    *,
    language: str,
    caregiver: Caregiver | None = None,
    now: datetime,
) -> Page:
    """Everything the page shows to the patient, or to `caregiver`: at most four queries, however long the list is."""
    wall = Wall(surgery.zone, language, surgery.surgery_date, surgery.starts_at, now)
    page = _frame(surgery, surgeries, wall)
    if page.is_cancelled:
        return page
    items, rows = items_and_rows(surgery, wall, caregiver=caregiver)
    behind = [row for row in rows if is_behind(row, wall)]
    left_over = [row for row in rows if row not in behind and is_left_over(row, is_over=page.is_over)]
    shown = [row for row in rows if row not in behind and row not in left_over]
    next_row, then_row = next_two(shown, surgery, wall)
    late = [row for row in shown if is_late(row, now)]
    listed = [row for row in shown if row not in late and row is not next_row]
    dated = [row for row in listed if row.day]
    later = [row for row in dated if row.is_not_yet or (row.day and row.day > max(surgery.surgery_date, wall.today))]
    days = list(days_of((row for row in dated if row not in later), surgery, wall))
    undated = [row for row in listed if row.day is None]
    red_flags = signs_of(items, emergency_number=surgery.unit.hospital.emergency_number, wall=wall)
    tickable = [row for row in rows if row.can_be_ticked]
    on_paper = [row for row in rows if not row.is_done]
    return replace(
        page,
        next_row=next_row,
        then_row=then_row,
        late=late,
        today=next((day for day in days if day.is_today), None),
        days=[day for day in days if not day.is_today],
        later_days=list(days_of(later, surgery, wall)),
        anytime=of_phase(undated, Phase.PREPARATION),
        after=of_phase(undated, Phase.RECOVERY),
        follow_up=of_phase(undated, Phase.FOLLOW_UP),
        left_over=left_over,
        behind=behind,
        red_flags=red_flags,
        medicines=plan_of(surgery, wall),
        moved=[row for row in rows if row.is_voided],
        has_assumed=any(row.is_assumed for row in shown),
        has_english_only=any(row.lang for row in rows) or any(sign.lang for sign in red_flags),
        must_ask_about_fasting=not page.has_begun and any(row.is_held_back for row in shown),
        may_say_coming=surgery.status == Surgery.Status.PLANNED and not page.has_begun,
        asks_for_a_ride=speaks_of_a_ride_in(items),
        all_days=list(days_of((row for row in on_paper if row.day), surgery, wall)),
        all_undated=[row for row in on_paper if row.day is None],
        all_done=[row for row in rows if row.is_done],
        question=question_of(items, wall) if surgery.status == Surgery.Status.PLANNED else None,
        may_check_in=page.has_begun,
        checked_in=_last_check_in(surgery, wall) if page.has_begun else "",
        water_until=_water_until(next_row, rows, wall),
        bring=to_bring(rows),
        done_count=sum(row.is_done for row in tickable),
        total=len(tickable),
    )


def _water_until(next_row: Row | None, rows: Iterable[Row], wall: Wall) -> str:
    """Beside "stop eating by": until when one may drink, as the list's own later hour for clear fluids says."""
    if not _is_fasting(next_row, Intake.FOOD) or next_row is None or next_row.due_at is None:
        return ""
    fasts = [row for row in rows if _is_fasting(row, Intake.CLEAR_FLUIDS) and row.due_at]
    fluids = next((row for row in fasts if row.due_at and row.due_at > next_row.due_at), None)
    if fluids is None or fluids.due_at is None:
        return ""
    whole, clock = wall.moment(fluids.due_at), wall.clock(fluids.due_at)
    is_same_day = wall.day_of(fluids.due_at) == wall.day_of(next_row.due_at) and not whole.startswith(clock)
    return clock if is_same_day else whole


def _is_fasting(row: Row | None, intake: Intake) -> bool:
    item = row.item if row else None
    return item is not None and item.category == Category.FASTING and item.intake == intake and item.is_exact


def _last_check_in(surgery: Surgery, wall: Wall) -> str:
    last = surgery.check_ins.first()
    if last is None:
        return ""
    days = (last.at.astimezone(wall.zone).date() - wall.today).days
    return f"{in_days(days)}, {wall.clock(last.at)}"


def _frame(surgery: Surgery, surgeries: Sequence[Surgery], wall: Wall) -> Page:
    return Page(
        surgery=surgery,
        looked_at=wall.moment(wall.now),
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
