"""What a patient reads of medicines: only what a clinician has confirmed, on the page and in every message."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from procedures.checklists.medicines.confirming import confirm_medicine
from procedures.checklists.medicines.doses import FOLLOW
from procedures.checklists.medicines.entering import change_medicine, enter_medicine, remove_medicine
from procedures.checklists.medicines.rules import MedicineRule
from procedures.checklists.models import Reminder, Surgery
from procedures.checklists.rescheduling import reschedule
from procedures.checklists.told import AT_ONCE
from procedures.core.medicine_classes import MedicineClass
from procedures.core.medicine_defaults import USUAL
from procedures.core.tasks import ASK_ABOUT_MEDICINES
from procedures.messaging.wording import write
from procedures.web import clock
from tests.cast import make_patient, make_unit
from tests.checklists.medicines.plans import BETA_BLOCKER, WARFARIN, clinician_of, confirmed, entered, nurse_of
from tests.checklists.scenes import MEDICINE, NOW, RIDE, make_list
from tests.web.patient_cast import open_list_of

DRAFTED = {"category": "medication", "title": "Stop blood thinners", "confirmed_at": None}


def page_of(surgery: Surgery) -> str:
    client = Client()
    open_list_of(client, surgery.patient, now=NOW)
    return client.get(reverse("patient-list")).content.decode()


def messages_of(surgery: Surgery) -> str:
    """The words of everything that waits to be sent, on every channel, one by one and together."""
    reminders = Reminder.objects.stoppable().filter(surgery=surgery)
    loaded = reminders.select_related(
        "surgery__unit__hospital", "surgery__patient", "surgery__procedure", "item", "appointment"
    )
    together = [one for one in loaded if one.kind not in AT_ONCE]
    told = [*([one] for one in loaded), *([together] if together else [])]
    written = [write(some, channel, link="https://x.example/") for some in told for channel in ("sms", "email")]
    return " ".join(f"{one.subject} {one.text} {one.html}" for one in written)


@pytest.mark.django_db
class TestThePlanOnThePage:
    @pytest.fixture(autouse=True)
    def _clock(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(clock, "now", lambda: NOW)

    def test_a_confirmed_plan_is_one_clear_section(self) -> None:
        surgery = make_list(RIDE).surgery
        confirmed(surgery)
        confirmed(surgery, BETA_BLOCKER)

        page = page_of(surgery)

        assert "Take your last dose on Thursday 3 December. Then stop." in page
        assert "Start again on Wednesday 9 December." in page
        assert "Keep taking it." in page
        assert "Confirmed by Carl Ito on Friday 20 November." in page
        assert ASK_ABOUT_MEDICINES not in page

    def test_rule_1_while_one_waits_the_page_says_to_ask_and_names_only_the_confirmed(self) -> None:
        surgery = make_list(RIDE).surgery
        confirmed(surgery, BETA_BLOCKER)
        entered(surgery)

        page = page_of(surgery)

        assert ASK_ABOUT_MEDICINES in page
        assert "Bisoprolol" in page
        assert "Warfarin" not in page

    def test_rule_6_after_a_move_the_page_says_to_ask_again(self) -> None:
        surgery = make_list(RIDE).surgery
        confirmed(surgery)
        reschedule(surgery, surgery_date=date(2026, 12, 15), start_time=None, arrival_time=None, by=None, now=NOW)

        page = page_of(surgery)

        assert ASK_ABOUT_MEDICINES in page
        assert "Warfarin" not in page

    def test_general_steps_that_point_to_the_plan_are_one_line_and_without_their_source(self) -> None:
        surgery = make_list(DRAFTED, MEDICINE, DRAFTED | {"title": "Stop aspirin"}).surgery
        confirmed(surgery)

        page = page_of(surgery)

        assert page.count(FOLLOW[1]) == 1
        assert "Take your last warfarin" not in page

    def test_without_a_plan_there_is_no_section(self) -> None:
        assert "Your medicines" not in page_of(make_list(RIDE).surgery)

    def test_rule_5_no_message_names_the_medicine_to_who_did_not_agree(self) -> None:
        surgery = make_list(RIDE).surgery

        confirmed(surgery)

        assert "Warfarin" not in messages_of(surgery)

    def test_rule_5_a_text_names_the_medicine_and_its_day_to_who_agreed(self) -> None:
        unit = make_unit()
        surgery = make_list(RIDE, unit=unit, patient=make_patient(unit, may_name_details=True)).surgery

        confirmed(surgery)

        assert "Take your last dose of Warfarin 5 mg on Thursday 3 December." in messages_of(surgery)

    def test_a_dose_is_told_in_spanish_on_the_list_and_in_the_text(self) -> None:
        unit = make_unit()
        maria = make_patient(unit, language="es", may_name_details=True)
        surgery = make_list(RIDE, unit=unit, patient=maria).surgery

        confirmed(surgery)

        told = "Tome su última dosis de Warfarin 5 mg"
        assert f"{told}</h" in page_of(surgery)
        assert told.replace("ú", "u") in messages_of(surgery).replace("ú", "u")
        assert "Take your last dose" not in page_of(surgery) + messages_of(surgery)

    def test_rule_1_what_is_usual_for_a_class_is_never_on_a_patients_page(self) -> None:
        surgery = make_list(RIDE, DRAFTED).surgery
        for number, medicine_class in enumerate(MedicineClass):
            confirmed(
                surgery,
                replace(WARFARIN, name=f"Pill {'abcdefghijklmnopqrstu'[number]}", medicine_class=medicine_class),
            )

        told = page_of(surgery) + messages_of(surgery)

        assert not [usual for usual in USUAL.values() if usual.words in told or f"Source: {usual.source}" in told]


# Words that stand nowhere else, so that finding one means that the value leaked.
NAMES = ("Qaxovine", "Zubrelol")
ACTS = st.lists(st.sampled_from(["enter", "other", "change", "confirm", "remove", "move", "take up"]), max_size=7)


class NothingUnconfirmedReachesThePatient(TestCase):
    """Safety rule 1, for every order of acts: whatever is not confirmed now stands on no page and in no message."""

    @settings(max_examples=25)
    @given(ACTS)
    def test_rule_1_no_unconfirmed_medicine_value_is_ever_on_a_page_or_in_a_message(self, acts: list[str]) -> None:
        unit = make_unit()
        patient = make_patient(unit, may_name_details=True)
        surgery = make_list(MEDICINE, DRAFTED, RIDE, unit=unit, patient=patient).surgery
        live(surgery, acts)

        told = page_at(surgery) + messages_of(surgery)

        for medicine in surgery.medicines.all():
            values = (medicine.name, medicine.note, medicine.restart_event)
            if medicine.status == "confirmed":
                assert medicine.name in told
            else:
                assert not [value for value in values if value and value in told]


def page_at(surgery: Surgery) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: NOW)
        return page_of(surgery)


def live(surgery: Surgery, acts: list[str]) -> None:
    """Carry out what can be: each act about the newest medicine there is."""
    now, nurse, clinician = NOW, nurse_of(surgery), clinician_of(surgery)
    for number, act in enumerate(acts):
        now += timedelta(minutes=1)
        surgery.refresh_from_db()
        medicine = surgery.medicines.standing().last()
        rule = MedicineRule(
            f"{NAMES[act == 'other']} {'abcdefghij'[number]}",
            "doac",
            last_dose_date=surgery.surgery_date - timedelta(days=3 + number % 2),
            restart_event=f"when restart{number}word comes",
            note=f"note{number}word",
        )
        if act in ("enter", "other"):
            enter_medicine(surgery, rule, by=nurse, now=now)
        elif act == "move":
            day = surgery.surgery_date + timedelta(days=1)
            reschedule(surgery, surgery_date=day, start_time=None, arrival_time=None, by=nurse, now=now)
        elif medicine is None:
            continue
        elif act in ("change", "take up"):
            change_medicine(medicine, rule, version=medicine.version, by=nurse, now=now)
        elif act == "remove":
            remove_medicine(medicine, version=medicine.version, by=nurse, now=now)
        elif medicine.status == "drafted":
            confirm_medicine(medicine, version=medicine.version, by=clinician, now=now)
