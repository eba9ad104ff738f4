"""Tests that commit empty every table afterwards. The audit trail refuses that; in the tests' databases it must not."""

from django.db.backends.base.base import BaseDatabaseWrapper

_TABLE = "procedures_auditentry"


def let_be_emptied(connection: BaseDatabaseWrapper) -> None:
    """Take off the trigger that stands against emptying. Only the tables' owner can, and nothing in prepapp does.

    A run that holds only tests with databases of their own has made no tables.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE IF EXISTS {_TABLE} DISABLE TRIGGER audit_no_emptying")
        else:
            cursor.execute("DROP TRIGGER IF EXISTS audit_no_emptying")


def refuse_again(connection: BaseDatabaseWrapper) -> None:
    """Put it back within a test's own transaction, as the migrations made it."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {_TABLE} ENABLE ALWAYS TRIGGER audit_no_emptying")
        else:
            cursor.execute(
                f"CREATE TRIGGER audit_no_emptying BEFORE DELETE ON {_TABLE} "
                "BEGIN SELECT RAISE(ABORT, 'the audit trail is only ever added to'); END"
            )
