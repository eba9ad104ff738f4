"""A hospital's own database, from before a field was sealed: every word is there afterwards, and none can be read."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.servers import surroundings

BEFORE = """
from datetime import UTC, date, datetime, time
from decimal import Decimal
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
loader = MigrationExecutor(connection).loader
apps = loader.project_state([("procedures", "0023_check_in_reminders"), ("mfa", "0003_authenticator_type_uniq")]).apps
of = lambda name: apps.get_model("procedures", name).objects
now = datetime(2026, 1, 1, tzinfo=UTC)
hospital = of("Hospital").create(
    name="H", text_name="H", zone_name="America/New_York", country="US", telephone="+12125550100"
)
unit = of("Unit").create(hospital=hospital, name="U", telephone="+12125550101")
maria = of("Patient").create(
    hospital=hospital, given_name="Maria", family_name="Lopez", birth_date=date(1951, 4, 9),
    zone_name="America/New_York", created_at=now,
)
user = of("User").create(username="nora")
procedure = of("Procedure").create(unit=unit, name="Knee", created_at=now)
template = of("ChecklistTemplate").create(procedure=procedure, created_at=now)
surgery = of("Surgery").create(
    patient=maria, unit=unit, procedure=procedure, surgery_date=date(2026, 12, 8), created_at=now, place="Desk seven"
)
checklist = of("Checklist").create(surgery=surgery, template=template, assigned_at=now)
of("ChecklistItem").create(
    checklist=checklist, number=1, phase="preparation", category="other", title="Feed the axolotl",
    instruction="", translations={"es": ["Da de comer al ajolote", ""]},
)
of("ChecklistItem").create(checklist=checklist, number=2, phase="preparation", category="other", title="Bring papers")
of("Appointment").create(
    surgery=surgery, kind="imaging", visit_date=date(2026, 12, 1), visit_time=time(9), starts_at=now, place="Zebra room"
)
of("CheckIn").create(surgery=surgery, at=now, pain=7, temperature=Decimal("38.5"), wound="worse", nurse_was_told=True)
of("Medicine").create(
    surgery=surgery, name="Xarelto", medicine_class="doac", last_dose_date=date(2026, 12, 3),
    restart_event="when the hoopoe calls", entered_at=now,
)
of("Caregiver").create(patient=maria, name="Ottoline", relation="godmother", wording_version="1", named_at=now)
of("EmergencyOpening").create(patient=maria, by=user, reason="A narwhal came", opened_at=now, until=now)
of("WorkItem").create(surgery=surgery, kind="question", summary="?", raised_at=now)
factors = apps.get_model("mfa", "Authenticator").objects
factors.create(user_id=user.pk, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
"""
AFTER = """
from django.db import connection
from procedures.checklists.escalating.trailing import put_all_in_trail
from procedures.checklists.models import Appointment, CheckIn, ChecklistItem, Medicine, Surgery
from procedures.patients.models import Caregiver, EmergencyOpening
from procedures.hospitals.factors import open_factor
from allauth.mfa.models import Authenticator
first, second = ChecklistItem.objects.order_by("number")
one = CheckIn.objects.get()
print("|".join(map(str, [
    first.title, first.translations, second.translations, Appointment.objects.get().place, Surgery.objects.get().place,
    one.pain, one.temperature, one.wound, Medicine.objects.get().restart_event,
    Caregiver.objects.get().name,
    Caregiver.objects.get().relation, EmergencyOpening.objects.get().reason,
    open_factor(Authenticator.objects.get().data["secret"]), put_all_in_trail(),
])))
with connection.cursor() as cursor:
    for table in connection.introspection.table_names(cursor):
        cursor.execute(f'SELECT * FROM "{table}"')
        print("RAW", cursor.fetchall())
"""
TOLD = (
    "Feed the axolotl|{'es': ['Da de comer al ajolote', '']}|{}|Zebra room|Desk seven|7|38.5|worse"
    "|when the hoopoe calls|Ottoline|godmother|A narwhal came|JBSWY3DPEHPK3PXP|0"
)
WORDS = ("axolotl", "ajolote", "Zebra room", "Desk seven", "38.5", "hoopoe", "Ottoline", "godmother", "narwhal", "JBSW")


@pytest.fixture
def manage(empty_database_url: str, tmp_path: Path) -> Callable[..., str]:
    def run(*command: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=surroundings.ROOT,
            env=surroundings.bare(tmp_path, DATABASE_URL=empty_database_url, PREPAPP_DATA_DIR=str(tmp_path)),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def test_what_was_written_before_is_sealed_and_still_read(manage: Callable[..., str]) -> None:
    manage("migrate", "procedures", "0023_check_in_reminders")
    manage("migrate", "mfa")
    manage("shell", "--no-imports", "-c", BEFORE)

    manage("migrate")

    told, _, raw = manage("shell", "--no-imports", "-c", AFTER).partition("RAW")
    assert told.strip() == TOLD
    assert [word for word in WORDS if word in raw] == []
