"""Looking up sealed values by their blind index: whole ones, and nothing else."""

# ruff: noqa: ARG002 - what Django hands over is not always needed

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import EmptyResultSet, FieldError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.functions import Left
from django.db.models.sql.compiler import SQLCompiler

from procedures.privacy.sealing import BLIND_LENGTH


class BlindLookup(models.Lookup):
    """Find whole values by their blind index, under any of the index's keys."""

    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[str | int, ...]]:
        """Compare the beginning of what is stored, for which there is an index."""
        field = self.lhs.output_field
        if hasattr(self.rhs, "resolve_expression") or hasattr(self.rhs, "as_sql"):
            raise FieldError(f"{field} is sealed: it can be compared with values only.")
        lhs, parameters = compiler.compile(Left(self.lhs, BLIND_LENGTH))
        found = sorted({blind for value in self.values() for blind in field.blinds(value)})
        if not found:
            raise EmptyResultSet
        return f"{lhs} IN ({', '.join(['%s'] * len(found))})", (*parameters, *found)

    def values(self) -> Iterable[Any]:
        """What is looked for."""
        return [self.rhs]


class BlindExact(BlindLookup):
    """The field is this value."""

    lookup_name = "exact"


class BlindIn(BlindLookup):
    """The field is one of these values."""

    lookup_name = "in"

    def values(self) -> Iterable[Any]:
        """What is looked for."""
        return [value for value in self.rhs if value is not None]


class EmptyExact(models.Lookup):
    """The field is empty. That much can be seen without a key, and nothing else can be looked up without an index."""

    lookup_name = "exact"
    prepare_rhs = False

    def __init__(self, lhs: Any, rhs: Any) -> None:
        if rhs != "":
            raise FieldError(f"{lhs.output_field} is sealed: it cannot be looked up by “exact”.")
        super().__init__(lhs, rhs)

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[str | int, ...]]:
        """Compare what is stored: an empty text stays empty there."""
        lhs, parameters = compiler.compile(self.lhs)
        return f"{lhs} = %s", (*parameters, "")
