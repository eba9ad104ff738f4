"""All that is held on one patient, as JSON to take elsewhere; `paper.py` makes a PDF of it to read."""

import json
from datetime import date, datetime, time
from typing import Any

from django.db.models import ForeignKey, Model

from procedures.hospitals.models import User
from procedures.messaging.records.held import tables
from procedures.patients.models import Patient

# What opens something. It is nobody's data, and must not lie in a folder of downloads.
SECRETS = frozenset({"public_id", "secret_hash", "token_hash", "code_hash", "digest", "hash"})


def gather(patient: Patient, *, now: datetime) -> dict[str, Any]:
    """Every row, by table, in the order in which they were written. Staff stand there by name."""
    held: dict[str, Any] = {
        "about": f"All that {patient.hospital.name} holds on this patient in prepapp.",
        "written_at": now.isoformat(),
        "patient": [_row(patient)],
    }
    for table in tables():
        rows = [_row(row) for row in table.rows(patient).order_by("pk")]
        if rows:
            held[str(table.model._meta.verbose_name_plural)] = rows
    return held


def as_json(held: dict[str, Any]) -> bytes:
    """Readable by people too."""
    return json.dumps(held, ensure_ascii=False, indent=1).encode()


def _row(row: Model) -> dict[str, Any]:
    return {field.name: _value(row, field) for field in row._meta.local_concrete_fields if field.name not in SECRETS}


def _value(row: Model, field: Any) -> Any:
    if isinstance(field, ForeignKey) and field.related_model is User:
        return str(getattr(row, field.name) or "")
    value = getattr(row, field.attname)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int | float | list | dict) else str(value)
