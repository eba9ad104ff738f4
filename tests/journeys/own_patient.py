"""A patient of a journey's own, in a served demo, or one of the demo's: run as a program beside it, it prints the link
to the list and the session of a browser in which the list is open.

The operation of an own one is five days off, so that the next step is always one to tick.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from playwright.sync_api import Page

from tests.servers.stack import Stack
from tests.servers.surroundings import ROOT, bare

if TYPE_CHECKING:
    from procedures.patients.models import Caregiver, Patient

BIRTH_DATE = date(1948, 9, 30)


@dataclass(frozen=True, slots=True)
class Own:
    """The patient's link, and a session in which the list is open."""

    link: str
    session: str

    def open(self, page: Page, stack: Stack) -> None:
        """Show the list, as on a phone that is remembered."""
        page.context.add_cookies([{"name": "session", "value": self.session, "url": stack.url}])
        page.goto("/my/")


def make_own(stack: Stack, given_name: str, procedure: str = "") -> Own:
    """Make the patient in the database of `stack`, with the newest list of `procedure`; else with the demo's first."""
    return _run(stack, "make", given_name, procedure)


def open_demo(stack: Stack, given_name: str) -> Own:
    """Open the list of one of the demo's patients."""
    return _run(stack, "open", given_name)


def open_for_caregiver(stack: Stack, given_name: str) -> Own:
    """Let a daughter see the list of one of the demo's patients, and open it on her phone."""
    return _run(stack, "caregiver", given_name)


def _run(stack: Stack, act: str, given_name: str, procedure: str = "") -> Own:
    made = subprocess.run(
        [sys.executable, "-m", "tests.journeys.own_patient", act, given_name, procedure],
        cwd=ROOT,
        env=bare(stack.data_dir.parent, PREPAPP_DATA_DIR=str(stack.data_dir), PUBLIC_URL=stack.url),
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    return Own(*made.stdout.split())


def _main(act: str, given_name: str, procedure: str) -> str:
    # Only here, where the demo's database is this process's own.
    from procedures.patients.caregiving import CaregiverDetails, write_caregiver  # noqa: PLC0415
    from procedures.patients.models import Patient  # noqa: PLC0415

    now = datetime.now(UTC)
    if act == "make":
        return _open(_make(given_name, procedure, now), None, now)
    patient = next(one for one in Patient.objects.all() if one.given_name == given_name)
    if act == "open":
        return _open(patient, None, now)
    details = CaregiverDetails(
        "Ana", "daughter", phone="+12125550189", may_name_details=True, may_see_list=True, channels=frozenset({"sms"})
    )
    return _open(patient, write_caregiver(patient, details, by=None, now=now), now)


def _make(given_name: str, procedure: str, now: datetime) -> "Patient":
    from procedures.catalog.models import ChecklistTemplate  # noqa: PLC0415
    from procedures.checklists.assigning import Assignment, assign  # noqa: PLC0415
    from procedures.patients.registering import PatientDetails, register  # noqa: PLC0415

    templates = ChecklistTemplate.objects.published()
    named = templates.filter(procedure__name=procedure).order_by("-version")
    template = (named if procedure else templates.order_by("pk"))[0]
    unit = template.procedure.unit
    # Nobody is told anything without consent; a code that is asked for comes all the same.
    details = PatientDetails(given_name, "Journey", BIRTH_DATE, phone="+12125550188")
    patient = register(details, unit=unit, by=None, now=now)
    day = now.astimezone(unit.hospital.zone).date() + timedelta(days=5)
    assign(Assignment(template, day, time(11), time(9), "Desk 4"), patient=patient, unit=unit, by=None, now=now)
    return patient


def _open(patient: "Patient", caregiver: "Caregiver | None", now: datetime) -> str:
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415

    from procedures.patients.links import link_for, url_of  # noqa: PLC0415
    from procedures.patients.models import Device  # noqa: PLC0415
    from procedures.patients.signing_in import REMEMBERED  # noqa: PLC0415
    from procedures.web.patient.access import DEVICE  # noqa: PLC0415

    link = link_for(patient, caregiver=caregiver, now=now)
    device = Device.objects.create(
        link=link, name="Chrome · Android", is_remembered=True, opened_at=now, expires_at=now + REMEMBERED
    )
    session = SessionStore()
    session[DEVICE] = device.pk
    session.create()
    return f"{url_of(link)} {session.session_key}"


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "prepapp.settings"
    import django

    django.setup()
    print(_main(*sys.argv[1:4]))  # noqa: T201
