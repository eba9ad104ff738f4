"""A ward of thousands of open patients, copied by PostgreSQL from one that the real acts made."""

from datetime import datetime, time, timedelta

from bench.parts.rows import _columns, _prefixed, execute
from procedures.checklists.assigning import Assignment, assign
from procedures.checklists.models import Surgery, WorkItem
from procedures.hospitals.models import Unit, User
from procedures.messaging import liveness
from tests.cast import LONG_AGO, make_delivery, make_nurse, make_patient, make_procedure, make_template, make_unit

FIRST_KEY, DAYS, ONE_OPEN_IN = 1_000_000, 60, 20


def make_first(*, now: datetime) -> tuple[Unit, User, Surgery]:
    """A unit, its nurse, and one patient with a list, reminders and a message; operated on tomorrow."""
    for part in (liveness.BEAT, liveness.WORKER):
        liveness.record(part, now=now)
    unit = make_unit()
    nurse = make_nurse(unit)
    signed = {"confirmed_at": LONG_AGO, "confirmed_by": nurse}

    def before(distance: str, kind: str = "due") -> dict[str, object]:
        return {"relation": "before", "from": None, "to": distance, "raw": "", "kind": kind, "anchor": "surgery"}

    template = make_template(
        make_procedure(unit),
        {"title": "Stop eating", "category": "fasting", "intake": "food", "timing": before("PT8H")} | signed,
        {"title": "Stop drinking", "category": "fasting", "intake": "clear_fluids", "timing": before("PT2H")} | signed,
        {"title": "Ask about your medicines", "category": "medication"} | signed,
        {"title": "Have your blood test", "category": "test", "timing": before("P7D")},
        {"title": "Come to the assessment", "category": "assessment"},
        *({"title": f"Step {number}", "timing": before(f"P{number}D")} for number in range(1, 8)),
        {"title": "Walk a few steps", "phase": "recovery", "category": "activity"},
        {"title": "See your surgeon", "phase": "follow_up", "category": "appointment"},
        {"title": "Chest pain", "phase": "recovery", "category": "monitoring", "is_red_flag": True},
    )
    day = (now.astimezone(unit.hospital.zone) + timedelta(days=1)).date()
    plan = Assignment(template, day, time(8), time(6), "Main desk")
    surgery = assign(plan, patient=make_patient(unit), unit=unit, by=nurse, now=now - timedelta(days=3)).surgery
    told = surgery.reminders.order_by("due_at").first()
    assert told
    make_delivery(told, armed_at=now - timedelta(days=2), status="delivered")
    return unit, nurse, surgery


def fill(surgery: Surgery, count: int) -> None:
    """`count` patients like that of `surgery`, operated on over the next 60 days. One in 20 has something open; of
    each list some steps are ticked, on every tenth all of them.
    """
    key, shift = f"{FIRST_KEY} + n", f"(n % {DAYS}) * interval '1 day'"
    counted = f"generate_series(1, {count}) n"
    _copy("patient", f"t.id = {surgery.patient_id}", counted, {"id": key, "family_name": "'Lopez ' || n"})
    execute(
        f"INSERT INTO procedures_patient_units (patient_id, unit_id) SELECT {key}, {surgery.unit_id} FROM {counted}"
    )
    _copy("consent", f"t.patient_id = {surgery.patient_id}", counted, {"patient_id": key}, without=("id",))
    moved = {name: f"t.{name} + {shift}" for name in ("starts_at", "arrives_at")}
    hours = "((n / 60) % 9) * interval '1 hour'"
    moved |= {"surgery_date": f"(t.surgery_date + {shift})::date", "start_time": f"t.start_time + {hours}"}
    moved["starts_at"] += f" + {hours}"
    _copy("surgery", f"t.id = {surgery.pk}", counted, {"id": key, "patient_id": key} | moved)
    _copy("checklist", f"t.surgery_id = {surgery.pk}", counted, {"id": key, "surgery_id": key})
    checklist = surgery.checklists.get().pk
    ticked = "CASE WHEN NOT t.is_red_flag AND (n % 10 = 0 OR (n + t.number) % 3 = 0) THEN 'done' ELSE 'open' END"
    times = {name: f"t.{name} + {shift}" for name in ("opens_at", "due_at", "holds_until")}
    item = f"{FIRST_KEY} + n * 100 + t.number"
    values = {"id": item, "checklist_id": key, "status": ticked} | times
    _copy("checklistitem", f"t.checklist_id = {checklist}", counted, values)
    times = {name: f"t.{name} + {shift}" for name in ("due_at", "latest_at", "next_attempt_at")}
    of_item = f"{FIRST_KEY} + n * 100 + (SELECT number FROM procedures_checklistitem i WHERE i.id = t.item_id)"
    _copy(
        "reminder",
        f"t.surgery_id = {surgery.pk}",
        counted,
        {"surgery_id": key, "item_id": of_item} | times,
        without=("id",),
    )
    _copy("delivery", f"t.patient_id = {surgery.patient_id}", counted, {"id": "gen_random_uuid()", "patient_id": key})
    execute(
        "INSERT INTO procedures_deliveryreminder (delivery_id, reminder_id) "
        "SELECT d.id, min(r.id) FROM procedures_delivery d JOIN procedures_surgery s ON s.patient_id = d.patient_id "
        f"JOIN procedures_reminder r ON r.surgery_id = s.id WHERE s.id > {FIRST_KEY} GROUP BY d.id"
    )
    WorkItem.objects.bulk_create(
        WorkItem(
            surgery_id=FIRST_KEY + number,
            kind=WorkItem.Kind.QUESTION,
            summary="May I drink tea?",
            is_urgent=number % 3 == 0,
            raised_at=surgery.created_at,
        )
        for number in range(ONE_OPEN_IN, count + 1, ONE_OPEN_IN)
    )
    execute("VACUUM ANALYZE")


def _copy(table: str, where: str, counted: str, changed: dict[str, str], *, without: tuple[str, ...] = ()) -> None:
    name = f"procedures_{table}"
    columns = _columns(name, without=(*changed, *without))
    names, values = ", ".join(changed), ", ".join(changed.values())
    values = f"{values}, {_prefixed(columns, 't')}"
    execute(f"INSERT INTO {name} ({names}, {columns}) SELECT {values} FROM {name} t, {counted} WHERE {where}")
