"""The trail: only ever added to, and broken by whoever changes it all the same."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from procedures.audit.guarding import is_guarded
from procedures.audit.models import NOTHING_BEFORE, AppendOnly, AuditEntry
from procedures.audit.recording import record
from procedures.audit.verifying import TrailBroken, verify
from tests.cast import LONG_AGO, make_nurse, make_unit
from tests.servers import emptying

pytestmark = pytest.mark.django_db
TABLE = "procedures_auditentry"


def write(count: int = 5) -> list[AuditEntry]:
    return [
        record(
            "page read", by=None, by_label="worker", patient_id=7, unit_id=3, now=LONG_AGO, page="surgery", surgery=n
        )
        for n in range(count)
    ]


def change(sql: str) -> None:
    """As an administrator of the database could, who took the triggers off."""
    off = "ALTER TABLE {} DISABLE TRIGGER ALL" if connection.vendor == "postgresql" else "DROP TRIGGER audit_no_change"
    with connection.cursor() as cursor:
        cursor.execute(off.format(TABLE))
        cursor.execute(sql)


def test_entries_are_numbered_without_gaps_and_each_follows_the_one_before() -> None:
    entries = write()

    assert [entry.number for entry in entries] == [1, 2, 3, 4, 5]
    assert [entry.previous_hash for entry in entries] == [NOTHING_BEFORE, *(entry.hash for entry in entries[:-1])]


def test_an_act_that_is_taken_back_leaves_no_entry_and_no_gap() -> None:
    write(1)
    with transaction.atomic():
        write(1)
        transaction.set_rollback(True)

    entries = write(1)

    assert entries[0].number == 2
    assert verify() == (2, entries[0].hash)


def test_an_entry_says_who_did_what_to_whom() -> None:
    unit = make_unit()
    nora = make_nurse(unit)

    record("moved", by=nora, patient_id=12, unit_id=unit.pk, now=LONG_AGO, surgery=4)

    entry = AuditEntry.objects.get()
    assert (entry.words, entry.by_id, entry.patient_id, entry.unit_id) == ("Moved the operation", nora.pk, 12, unit.pk)
    assert (entry.at, entry.facts) == (LONG_AGO, {"surgery": 4})


@pytest.mark.parametrize("fact", ["Maria Lopez", "stop the blood thinner", "maria@example.org", "x" * 65])
def test_the_trail_takes_no_words_about_anyone(fact: str) -> None:
    with pytest.raises(ValueError, match="numbers and short words only"):
        record("page read", by=None, now=LONG_AGO, note=fact)

    assert not AuditEntry.objects.exists()


def test_an_act_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="stared at"):
        record("stared at", by=None, now=LONG_AGO)


def test_the_models_refuse_to_change_an_entry() -> None:
    (entry,) = write(1)
    entry.act = "moved"

    for attempt in (entry.save, entry.delete, AuditEntry.objects.all().delete, AuditEntry.objects.update):
        with pytest.raises(AppendOnly):
            attempt()


@pytest.mark.parametrize(
    "sql",
    [f"UPDATE {TABLE} SET act = 'moved'", f"DELETE FROM {TABLE}", f"DELETE FROM {TABLE} WHERE number = 3"],
)
def test_the_database_refuses_to_change_an_entry(sql: str) -> None:
    emptying.refuse_again(connection)
    write()

    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)

    assert verify()[0] == 5


def test_the_database_refuses_to_empty_the_trail() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite empties by deleting, which is tried above")
    emptying.refuse_again(connection)
    write()

    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {TABLE}")

    assert verify()[0] == 5


@pytest.mark.parametrize(
    ("sql", "number", "what"),
    [
        (f"UPDATE {TABLE} SET patient_id = 8 WHERE number = 3", 3, "content was changed"),
        (f"UPDATE {TABLE} SET facts = '{{}}' WHERE number = 5", 5, "content was changed"),
        (f"DELETE FROM {TABLE} WHERE number = 2", 2, "missing"),
        (f"UPDATE {TABLE} SET number = 9 WHERE number = 5", 5, "missing"),
    ],
)
def test_verifying_names_the_first_entry_that_is_not_what_it_was(sql: str, number: int, what: str) -> None:
    write()
    change(sql)

    with pytest.raises(TrailBroken, match=what) as broken:
        verify()

    assert broken.value.number == number


def test_an_entry_that_was_written_anew_with_a_hash_that_fits_breaks_the_next_one() -> None:
    entries = write()
    entries[2].patient_id = 8
    change(f"UPDATE {TABLE} SET patient_id = 8, hash = '{entries[2].reckoned_hash()}' WHERE number = 3")

    with pytest.raises(TrailBroken, match="does not follow") as broken:
        verify()

    assert broken.value.number == 4


def test_a_cut_off_end_shows_against_a_hash_that_was_kept_elsewhere() -> None:
    known = {entry.number: entry.hash for entry in write()}
    change("SELECT 1")
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE number > 3")

    assert verify()[0] == 3
    with pytest.raises(TrailBroken, match="entry 5 was written down") as broken:
        verify(known)
    assert broken.value.number == 4


def test_the_command_prints_the_newest_hash_and_takes_it_back(capsys: pytest.CaptureFixture[str]) -> None:
    emptying.refuse_again(connection)
    entries = write()

    call_command("verify_audit")
    newest = capsys.readouterr().out.splitlines()[-1]
    call_command("verify_audit", "--known", newest)

    assert newest == f"5:{entries[-1].hash}"
    with pytest.raises(CommandError, match="entry 5: its hash is not the one"):
        call_command("verify_audit", "--known", f"5:{entries[0].hash}")


def test_the_command_fails_on_a_broken_trail_and_on_one_that_nothing_guards() -> None:
    write()
    with pytest.raises(CommandError, match="triggers are gone"):
        call_command("verify_audit")

    change(f"UPDATE {TABLE} SET at = at, by_id = 99 WHERE number = 4")

    with pytest.raises(CommandError, match="entry 4: its content was changed"):
        call_command("verify_audit")


def test_times_are_kept_to_the_microsecond_and_in_whatever_zone_they_came() -> None:
    record("page read", by=None, now=LONG_AGO + timedelta(microseconds=1))

    assert verify()[0] == 1


def test_the_tests_own_way_of_emptying_leaves_the_other_trigger() -> None:
    assert not is_guarded(connection)
    emptying.refuse_again(connection)
    assert is_guarded(connection)
