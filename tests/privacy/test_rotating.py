"""Keys are changed while everything goes on, and whoever stops in between begins where they were."""

import base64

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from procedures.audit.models import AuditEntry
from procedures.messaging.models import IncomingMessage
from procedures.patients.models import Patient
from procedures.privacy import rows
from procedures.privacy.fields import SealedPhoneField
from procedures.privacy.rows import renew, seal_plain, sealed_models
from tests.cast import LONG_AGO, make_hospital, make_patient, make_unit

pytestmark = pytest.mark.django_db
NEW = "new:" + base64.b64encode(b"another key of thirty-two bytes!").decode()
NEW_INDEX = "new:" + base64.b64encode(b"thirty-two bytes for the index..").decode()


def stored() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM procedures_patient ORDER BY id")
        return [value for (value,) in cursor.fetchall()]


def make_patients(count: int) -> None:
    unit = make_unit(make_hospital())
    for n in range(count):
        make_patient(unit, phone=f"+121255501{n:02}", email="", channels=())


def test_after_a_rotation_the_old_keys_can_go(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    make_patients(3)
    old, old_index = settings.SEALING_KEYS, settings.INDEX_KEYS
    settings.SEALING_KEYS, settings.INDEX_KEYS = f"{NEW},{old}", f"{NEW_INDEX},{old_index}"
    assert Patient.objects.get(phone="+12125550101").phone == "+12125550101"  # found while both are there

    call_command("rotate_keys")
    settings.SEALING_KEYS, settings.INDEX_KEYS = NEW, NEW_INDEX

    assert Patient.objects.get(phone="+12125550101").phone == "+12125550101"
    assert "older keys can be taken out" in capsys.readouterr().out
    assert AuditEntry.objects.get().facts == {"key": "new"}


def test_a_rotation_that_was_stopped_goes_on_and_does_nothing_twice(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_patients(5)
    settings.SEALING_KEYS = f"{NEW},{settings.SEALING_KEYS}"
    monkeypatch.setattr(rows, "BATCH", 2)
    next(renew(connection, Patient))
    half = stored()

    list(renew(connection, Patient))

    assert [".new." in value for value in half] == [True, True, False, False, False]
    assert all(".new." in value for value in stored())
    assert stored()[:2] == half[:2]


def test_a_rotation_stops_at_a_value_that_does_not_open_and_leaves_it(settings: Settings) -> None:
    make_patients(1)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procedures_patient SET phone = '+12125550123'")
    settings.SEALING_KEYS = f"{NEW},{settings.SEALING_KEYS}"

    with pytest.raises(CommandError, match=r"procedures_patient.phone cannot be opened"):
        call_command("rotate_keys")

    assert stored() == ["+12125550123"]


def test_rows_from_before_are_sealed_and_those_that_are_sealed_stay() -> None:
    make_patients(2)
    IncomingMessage.objects.create(from_address="+12125550123", body="Hello", received_at=LONG_AGO, meaning="words")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procedures_patient SET phone = '+12125550142', birth_date = '1951-04-09' WHERE id = %s",
            [Patient.objects.order_by("pk").values_list("pk", flat=True)[0]],
        )
    before = stored()

    for model in sealed_models():
        list(seal_plain(connection, model))

    assert Patient.objects.get(phone="+12125550142").birth_date.isoformat() == "1951-04-09"
    assert stored()[1] == before[1]
    assert isinstance(Patient._meta.get_field("phone"), SealedPhoneField)
