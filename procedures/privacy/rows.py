"""Sealing what stands in the tables: what was there before its field was sealed, and what an older key sealed."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import apps
from django.apps.registry import Apps
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from procedures.privacy.fields import Sealed
from procedures.privacy.keys import keyring
from procedures.privacy.sealing import BLIND_LENGTH, SealBroken, blinds, key_of

BATCH = 500


def sealed_fields(model: type[Model]) -> list[Any]:
    """The fields of `model` that are sealed."""
    return [field for field in model._meta.local_concrete_fields if isinstance(field, Sealed)]


def sealed_models(registry: Apps = apps) -> list[type[Model]]:
    """Every model that has some, in a fixed order."""
    return sorted((one for one in registry.get_models() if sealed_fields(one)), key=lambda one: one._meta.db_table)


def renew(connection: BaseDatabaseWrapper, model: type[Model]) -> Iterator[int]:
    """Seal every value of `model` with the current key that is sealed with another; yields the rows done, by batch.

    Each batch is a transaction of its own, and what is done already is passed over: it may be stopped and begun again.
    A value that somebody changed meanwhile is left alone, since it was sealed with the current key.

    :raises SealBroken: a value does not open. Nothing is put in its place.
    """
    yield from _each(connection, model, _renewed)


def seal_plain(connection: BaseDatabaseWrapper, model: type[Model]) -> Iterator[int]:
    """Seal every value of `model` that was written before its field was sealed. For migrations alone."""
    yield from _each(connection, model, _sealed_first)


def _each(connection: BaseDatabaseWrapper, model: type[Model], change: Any) -> Iterator[int]:
    fields = sealed_fields(model)
    quote = connection.ops.quote_name
    table, key = quote(model._meta.db_table), quote(str(model._meta.pk.column))
    columns = ", ".join(quote(field.column) for field in fields)
    after: Sequence[Any] = ()
    while True:
        where = f"WHERE {key} > %s" if after else ""
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute(f"SELECT {key}, {columns} FROM {table} {where} ORDER BY {key} LIMIT {BATCH}", after)  # noqa: S608
            rows = cursor.fetchall()
            for row, *values in rows:
                for field, value in zip(fields, values, strict=True):
                    new = change(field, value)
                    if new is not None:
                        column = quote(field.column)
                        update = f"UPDATE {table} SET {column} = %s WHERE {key} = %s AND {column} = %s"  # noqa: S608
                        cursor.execute(update, [new, row, value])
        if not rows:
            return
        yield len(rows)
        after = [rows[-1][0]]


def _renewed(field: Any, stored: str | None) -> str | None:
    """What must stand there instead; None where all is as it must be."""
    if not stored:
        return None
    text = field.open(stored)
    sealed = stored[BLIND_LENGTH:] if field.is_indexed else stored
    is_found = not field.is_indexed or stored.startswith(blinds(field.normalised(text), context=field.purpose)[0])
    return None if is_found and key_of(sealed) == keyring().current else field.store(text)


def _sealed_first(field: Any, stored: str | None) -> str | None:
    if not stored:
        return None
    try:
        field.open(stored)
    except SealBroken:
        return str(field.store(str(stored)))
    return None
