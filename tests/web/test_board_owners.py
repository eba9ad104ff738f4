"""Who sees to a patient: taken, and given to a colleague, one at a time."""

import pytest
from django.test import Client
from django.urls import reverse

from procedures.checklists.models import Surgery
from procedures.hospitals.models import Unit
from tests.cast import (
    make_staff,
)
from tests.web.nurse_cast import make_tomorrows, show_board

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at")]


def test_a_nurse_takes_a_patient_and_gives_the_patient_to_a_colleague(nurse: Client, unit: Unit) -> None:
    surgery = make_tomorrows(unit, "Zoe", 9).checklist.surgery
    otto = make_staff(unit, "nurse", username="otto", full_name="Otto Ray")

    taken = nurse.post(reverse("take-patient", args=[surgery.pk]), follow=True).content.decode()
    surgery.refresh_from_db()
    mine, nora = show_board(nurse, whose="mine"), surgery.owner
    given = nurse.post(
        reverse("give-patient", args=[surgery.pk]), {"to": otto.pk, "version": nora.pk, "note": "Off shift"}
    )

    surgery.refresh_from_db()
    assert "You see to Zoe Lopez now." in taken
    assert "Zoe" in mine
    assert given.status_code == 302
    assert surgery.owner == otto
    assert "Otto Ray" in show_board(nurse)
    assert any("Otto" in event.note and "Off shift" in event.note for event in surgery.events.all())


def test_two_nurses_who_take_the_same_patient_learn_of_each_other(nurse: Client, unit: Unit) -> None:
    surgery = make_tomorrows(unit, "Zoe", 9).checklist.surgery
    otto = make_staff(unit, "nurse", username="otto", full_name="Otto Ray")
    Surgery.objects.filter(pk=surgery.pk).update(owner=otto)

    answer = nurse.post(reverse("take-patient", args=[surgery.pk]), follow=True).content.decode()

    surgery.refresh_from_db()
    assert "Otto Ray has this patient now." in answer
    assert surgery.owner == otto
