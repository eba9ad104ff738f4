"""The database's own refusal to change the trail, for whoever comes past the models. The migrations call it."""

from django.db.backends.base.base import BaseDatabaseWrapper

_TABLE = "procedures_auditentry"
_POSTGRESQL = (
    """
    CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'the audit trail is only ever added to' USING ERRCODE = 'insufficient_privilege';
    END $$
    """,
    f"CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON {_TABLE} EXECUTE FUNCTION audit_refuse()",
    f"CREATE TRIGGER audit_no_emptying BEFORE TRUNCATE ON {_TABLE} EXECUTE FUNCTION audit_refuse()",
    # Also for who plays a replica, which ordinary triggers let pass.
    f"ALTER TABLE {_TABLE} ENABLE ALWAYS TRIGGER audit_no_change",
    f"ALTER TABLE {_TABLE} ENABLE ALWAYS TRIGGER audit_no_emptying",
)
_SQLITE = tuple(
    f"CREATE TRIGGER {name} BEFORE {change} ON {_TABLE} "
    "BEGIN SELECT RAISE(ABORT, 'the audit trail is only ever added to'); END"
    for name, change in (("audit_no_change", "UPDATE"), ("audit_no_emptying", "DELETE"))
)


def guard(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers that refuse to change, delete or empty."""
    with connection.cursor() as cursor:
        for statement in _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE:
            cursor.execute(statement)


def is_guarded(connection: BaseDatabaseWrapper) -> bool:
    """True while both triggers stand and work."""
    standing = (
        "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgenabled = 'A'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(standing, [_TABLE])
        return {"audit_no_change", "audit_no_emptying"} <= {name for (name,) in cursor.fetchall()}
