"""Rows by the million, made by PostgreSQL itself: each reminder is another patient's, or all are one's."""

from datetime import datetime, timedelta

from django.db import connection

from procedures.checklists.models import Reminder, Surgery
from procedures.patients.models import Patient

_REMINDER = """
INSERT INTO procedures_reminder (surgery_id, kind, step, generation, due_at, latest_at, is_critical, channels, status,
                                 next_attempt_at, attempts, created_at, ended_because, address, words, may_wake)
"""
_VALUES = (
    "'task', '', {generation}, {at}, {at} + interval '1 day', false, '', 'scheduled', {at}, 0, now(), '', '', '', false"
)


def execute(sql: str, values: list[object] | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def make_waiting(surgery: Surgery, count: int, *, first_at: datetime, over: timedelta = timedelta(days=60)) -> None:
    """`count` reminders of one surgery, due one after the other from `first_at` on."""
    step = over / max(1, count)
    at = "%s::timestamptz + n * %s::interval"
    execute(
        f"{_REMINDER} SELECT %s, {_VALUES.format(at=at, generation=surgery.generation)} FROM generate_series(1, %s) n",
        [surgery.pk, *([first_at, step] * 3), count],
    )


def make_ward(surgery: Surgery, count: int) -> None:
    """`count` patients who agreed to texts, like the one of `surgery`, each with a surgery like it."""
    _copy("procedures_patient", f"id = {surgery.patient_id}", count)
    _number(surgery.patient_id)
    execute(
        "INSERT INTO procedures_consent (patient_id, channel, wording_version, given_at, withdrawn_because) "
        "SELECT id, 'sms', 'test', now(), '' FROM procedures_patient WHERE id > %s",
        [surgery.patient_id],
    )
    columns = _columns("procedures_surgery", without=("id", "patient_id"))
    execute(
        f"INSERT INTO procedures_surgery (patient_id, {columns}) SELECT p.id, {_prefixed(columns, 's')} "
        "FROM procedures_patient p, procedures_surgery s WHERE s.id = %s AND p.id > %s",
        [surgery.pk, surgery.patient_id],
    )


def _number(after: int) -> None:
    """A telephone number of their own for all patients after this one, sealed as the model would."""
    phone = Patient._meta.get_field("phone")
    patients = list(Patient.objects.filter(pk__gt=after).values_list("pk", flat=True))
    sealed = [phone.store(f"+1212{2000000 + n}") for n in range(1, len(patients) + 1)]
    execute(
        "UPDATE procedures_patient SET phone = new.phone "
        "FROM unnest(%s::bigint[], %s::text[]) AS new (id, phone) WHERE procedures_patient.id = new.id",
        [patients, sealed],
    )


def make_due(after: Surgery, count: int, *, at: datetime) -> None:
    """One reminder due `at` for each of `count` surgeries of the ward."""
    values = _VALUES.format(at="%s::timestamptz", generation="generation")
    execute(
        f"{_REMINDER} SELECT id, {values} FROM procedures_surgery WHERE id > %s ORDER BY id LIMIT %s",
        [at, at, at, after.pk, count],
    )


def clear() -> None:
    execute(
        "TRUNCATE procedures_deliveryreminder, procedures_receipt, procedures_delivery, procedures_workitem, "
        "procedures_reminder RESTART IDENTITY CASCADE"
    )
    assert not Reminder.objects.exists()


def _copy(table: str, where: str, count: int, **changed: str) -> None:
    columns = _columns(table, without=("id", *changed))
    names, values = "".join(f"{name}, " for name in changed), "".join(f"{value}, " for value in changed.values())
    execute(
        f"INSERT INTO {table} ({names}{columns}) SELECT {values}{_prefixed(columns, 't')} "
        f"FROM {table} t, generate_series(1, {count}) n WHERE t.{where}"
    )


def _columns(table: str, *, without: tuple[str, ...]) -> str:
    with connection.cursor() as cursor:
        found = [column.name for column in connection.introspection.get_table_description(cursor, table)]
    return ", ".join(f'"{name}"' for name in found if name not in without)


def _prefixed(columns: str, name: str) -> str:
    return ", ".join(f"{name}.{column}" for column in columns.split(", "))
