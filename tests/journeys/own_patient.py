"""A patient of a journey's own, in a served demo: run as a program beside it, it prints the link to the list.

The operation is five days off, so that the next step is always one to tick.
"""

import os
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta

from tests.servers.stack import Stack
from tests.servers.surroundings import ROOT, bare

BIRTH_DATE = date(1948, 9, 30)


def own_link(stack: Stack, given_name: str) -> str:
    """Make the patient in the database of `stack`, and return the link."""
    made = subprocess.run(
        [sys.executable, "-m", "tests.journeys.own_patient", given_name],
        cwd=ROOT,
        env=bare(stack.data_dir.parent, PREPAPP_DATA_DIR=str(stack.data_dir), PUBLIC_URL=stack.url),
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    return made.stdout.strip()


def _make(given_name: str) -> str:
    # Only here, where the demo's database is this process's own.
    from procedures.catalog.models import ChecklistTemplate  # noqa: PLC0415
    from procedures.checklists.assigning import Assignment, assign  # noqa: PLC0415
    from procedures.patients.links import link_for, url_of  # noqa: PLC0415
    from procedures.patients.registering import PatientDetails, register  # noqa: PLC0415

    now = datetime.now(UTC)
    template = ChecklistTemplate.objects.published().order_by("pk")[0]
    unit = template.procedure.unit
    details = PatientDetails(given_name, "Journey", BIRTH_DATE)
    patient = register(details, unit=unit, by=None, now=now)
    day = now.astimezone(unit.hospital.zone).date() + timedelta(days=5)
    assign(Assignment(template, day, time(11), time(9), "Desk 4"), patient=patient, unit=unit, by=None, now=now)
    return url_of(link_for(patient, now=now))


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "prepapp.settings"
    import django

    django.setup()
    print(_make(sys.argv[1]))  # noqa: T201
