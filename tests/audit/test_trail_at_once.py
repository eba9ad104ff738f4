"""Several writers at one moment: one chain."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from procedures.audit.recording import record
from procedures.audit.verifying import verify
from tests.cast import LONG_AGO

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS, EACH = 6, 10


@pytest.fixture(autouse=True)
def _needs_several_writers(transactional_db: None) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time, and the tests keep it in memory, where the others do not wait")


def test_entries_that_are_written_at_one_moment_stand_in_one_chain() -> None:
    together = threading.Barrier(WRITERS)

    def write(writer: int) -> None:
        together.wait(timeout=30)
        try:
            for n in range(EACH):
                record("page read", by=None, patient_id=writer, now=LONG_AGO, n=n)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))

    assert verify()[0] == WRITERS * EACH
