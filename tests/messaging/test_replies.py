"""What patients text back: kept once, done where it is plain, and else read by a nurse. Nothing is guessed."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.template.loader import get_template

from procedures.checklists.deaths import record_death
from procedures.checklists.models import Appointment, ChecklistItem, Reminder, Surgery, WorkItem
from procedures.core.sms import is_gsm7, segments
from procedures.hospitals.models import Unit
from procedures.messaging.models import Delivery, IncomingMessage, OutboxMessage
from procedures.messaging.replies import acting
from procedures.messaging.replies.answers import words_of
from procedures.messaging.replies.taking import take_reply
from procedures.patients.models import Caregiver, CaregiverConsent, Channel, Consent, Suppression
from tests.cast import (
    LONG_AGO,
    make_checklist,
    make_delivery,
    make_item,
    make_patient,
    make_procedure,
    make_reminder,
    make_surgery,
    make_unit,
)
from tests.messaging.due import HOUR, MAILS_ONLY, NOW, TEXTS_ONLY, dispatch_at

pytestmark = pytest.mark.django_db
MARIA = "+12125550123"
ANSWERS = sorted({path.name.partition(".")[0] for path in Path("templates/answers").iterdir()})


def text(body: str, *, from_: str = MARIA, now: datetime = NOW, event: str = "") -> bool:
    """A text that comes in at `now`."""
    event = event or f"SM{IncomingMessage.objects.count()}"
    return take_reply("test", event=event, from_address=from_, to_address="+12125550199", body=body, now=now)


def answers() -> list[str]:
    return list(Reminder.objects.filter(kind=Reminder.Kind.ANSWER).order_by("pk").values_list("step", flat=True))


def make_listed(unit: Unit | None = None, *, steps: int = 3, **patient: object) -> Surgery:
    """A patient with a list of steps, to be operated on the day after `NOW`."""
    unit = unit or make_unit()
    person = make_patient(unit, **patient)
    surgery = make_surgery(unit, person, procedure=make_procedure(unit, f"Knee replacement {person.pk}"))
    checklist = make_checklist(surgery)
    for _ in range(steps):
        make_item(checklist)
    return surgery


def make_told(surgery: Surgery, **fields: object) -> Delivery:
    """A text that told Maria something an hour ago."""
    reminder = make_reminder(surgery, due_at=NOW - HOUR, latest_at=NOW + HOUR, status="sent", ended_at=NOW, **fields)
    return make_delivery(reminder, address=MARIA, status="sent", armed_at=NOW - HOUR)


def make_caregiver(surgery: Surgery, *, phone: str = "+12125550177", **fields: object) -> Caregiver:
    values = {"name": "Ana Lopez", "wording_version": "test", "named_at": LONG_AGO} | fields
    caregiver = Caregiver.objects.create(patient=surgery.patient, phone=phone, **values)
    CaregiverConsent.objects.create(caregiver=caregiver, channel="sms", wording_version="test", given_at=LONG_AGO)
    return caregiver


def statuses(surgery: Surgery) -> list[str]:
    items = ChecklistItem.objects.filter(checklist__surgery=surgery).order_by("number")
    return list(items.values_list("status", flat=True))


def test_every_message_is_kept_once_however_often_it_is_told() -> None:
    make_listed()

    assert text("What may I drink?", event="SM1")
    assert not text("What may I drink?", event="SM1")

    assert IncomingMessage.objects.count() == WorkItem.objects.count() == len(answers()) == 1


def test_done_with_numbers_ticks_those_steps_and_says_so() -> None:
    surgery = make_listed()

    text("Done 1 and 3!")

    assert statuses(surgery) == ["done", "open", "done"]
    dispatch_at(NOW)
    assert "Steps 1, 3 are ticked" in OutboxMessage.objects.get().body


def test_done_alone_means_the_step_that_was_told_last() -> None:
    surgery = make_listed()
    make_told(surgery, item=ChecklistItem.objects.get(number=2))

    text("DONE")

    assert statuses(surgery) == ["open", "done", "open"]


def test_done_alone_without_a_step_told_asks_which_and_ticks_nothing() -> None:
    surgery = make_listed()

    text("DONE")

    assert statuses(surgery) == ["open", "open", "open"]
    assert answers() == ["which"]


def test_done_with_a_number_that_is_on_no_list_ticks_nothing() -> None:
    surgery = make_listed()

    text("done 2 and 9")

    assert statuses(surgery) == ["open", "open", "open"]
    assert answers() == ["which"]


def test_done_twice_is_done_once() -> None:
    surgery = make_listed()

    text("DONE 2")
    text("DONE 2")

    assert statuses(surgery) == ["open", "done", "open"]


def test_safety_rule_4_a_red_flag_is_not_ticked_by_text_and_a_nurse_reads_it() -> None:
    surgery = make_listed(steps=1)
    make_item(surgery.checklists.get(), title="Call if you bleed", is_red_flag=True)

    text("DONE 1 and 2")

    assert statuses(surgery) == ["open", "open"]
    assert WorkItem.objects.get().kind == WorkItem.Kind.MESSAGE


def test_a_step_after_the_operation_is_not_ticked_before_it() -> None:
    surgery = make_listed(steps=0)
    make_item(surgery.checklists.get(), phase="recovery")

    text("DONE 1")

    assert statuses(surgery) == ["open"]
    assert answers() == ["later"]


def test_a_missed_step_reaches_a_nurse_without_blame() -> None:
    surgery = make_listed()

    text("I missed 2")

    assert statuses(surgery) == ["open", "missed", "open"]
    assert WorkItem.objects.get().kind == WorkItem.Kind.MISSED
    dispatch_at(NOW)
    assert "Thank you for telling us." in OutboxMessage.objects.get().body


def test_on_a_shared_number_done_is_never_guessed() -> None:
    unit = make_unit()
    maria, pedro = make_listed(unit), make_listed(unit, given_name="Pedro")

    text("DONE 1")

    assert statuses(maria) == statuses(pedro) == ["open", "open", "open"]
    assert answers() == ["whose"]
    assert {item.surgery for item in WorkItem.objects.all()} == {maria, pedro}
    assert "Several people share this number" in WorkItem.objects.all()[0].summary


def test_stop_holds_for_the_number_whoever_shares_it() -> None:
    unit = make_unit()
    make_listed(unit), make_listed(unit, given_name="Pedro")

    text("STOP")

    assert not Consent.objects.standing().filter(channel=Channel.SMS).exists()
    assert Suppression.objects.standing().get().address == MARIA
    assert WorkItem.objects.filter(kind=WorkItem.Kind.PHONE_PATIENT).count() == 2


def test_after_stop_what_waits_goes_by_the_other_channel_and_nothing_by_text() -> None:
    surgery = make_listed()
    make_reminder(surgery, due_at=NOW, latest_at=NOW + HOUR)

    text("Stop.")
    dispatch_at(NOW)

    sent = Delivery.objects.filter(reminders__kind=Reminder.Kind.TASK)
    assert [delivery.channel for delivery in sent] == ["email"]
    assert "no more texts" in OutboxMessage.objects.get().body
    assert "email only" in WorkItem.objects.get().summary


def test_after_stop_without_another_channel_a_nurse_must_phone_urgently() -> None:
    surgery = make_listed(channels=TEXTS_ONLY)
    reminder = make_reminder(surgery, due_at=NOW, latest_at=NOW + HOUR)

    text("STOP")
    dispatch_at(NOW)

    reminder.refresh_from_db()
    assert reminder.status == Reminder.Status.UNDELIVERABLE
    assert WorkItem.objects.filter(kind=WorkItem.Kind.PHONE_PATIENT, is_urgent=True).count() == 2


def test_to_a_stopped_number_goes_one_confirmation_and_nothing_else() -> None:
    make_listed()

    for body in ("STOP", "STOP", "HELP", "What may I drink?", "DONE 1"):
        text(body)
        dispatch_at(NOW)

    assert len(OutboxMessage.objects.all()) == 1


def test_start_brings_back_what_stop_ended_and_nothing_else() -> None:
    unit = make_unit()
    make_listed(unit)
    other = make_patient(unit, "Pedro", channels=())
    withdrawn = {"withdrawn_at": LONG_AGO, "withdrawn_because": "asked the nurse"}
    Consent.objects.create(patient=other, channel="sms", wording_version="test", given_at=LONG_AGO, **withdrawn)

    text("STOP")
    text("START", now=NOW + HOUR)
    text("START", now=NOW + HOUR)

    standing = Consent.objects.standing().filter(channel=Channel.SMS)
    assert [str(consent.patient) for consent in standing] == ["Maria Lopez"]
    assert not Suppression.objects.standing().exists()


def test_cancel_is_never_taken_as_cancelling_the_operation() -> None:
    surgery = make_listed()

    text("CANCEL")

    surgery.refresh_from_db()
    assert surgery.status == Surgery.Status.PLANNED
    assert "ask whether they mean the texts or the operation" in WorkItem.objects.get().summary


def test_cancel_my_surgery_reaches_a_nurse_whole() -> None:
    surgery = make_listed()

    text("Please cancel my surgery, I have a cold")

    surgery.refresh_from_db()
    assert surgery.status == Surgery.Status.PLANNED
    assert WorkItem.objects.get().words == "Please cancel my surgery, I have a cold"
    assert Consent.objects.standing().count() == 2


def test_words_are_kept_whole_and_answered_once_an_hour() -> None:
    make_listed()
    long = "May I drink tea? " * 60

    text(long)
    text("Hello?", now=NOW + timedelta(minutes=10))
    text("Anybody there?", now=NOW + timedelta(minutes=61))

    assert WorkItem.objects.order_by("pk")[0].words == long
    assert WorkItem.objects.count() == 3
    assert answers() == ["noted", "noted"]


@pytest.mark.parametrize("hour", [3, 12])
def test_safety_rule_4_words_of_danger_are_urgent_and_answered_at_once_by_day_or_night(hour: int) -> None:
    make_listed()
    now = NOW.replace(hour=hour)

    text("I can't breathe well", now=now)
    dispatch_at(now)

    concern = WorkItem.objects.get()
    assert concern.is_urgent
    assert concern.due_at == now + timedelta(minutes=15)
    assert concern.summary.startswith("Read this first")
    assert "Call 911 now" in OutboxMessage.objects.get().body


def test_danger_and_stop_in_one_are_both_heard() -> None:
    make_listed()

    text("stop texting me, I have chest pain")
    dispatch_at(NOW)

    assert Suppression.objects.standing().exists()
    assert "Call 911 now" in OutboxMessage.objects.get().body


def make_visit(surgery: Surgery) -> Appointment:
    starts_at = NOW + timedelta(hours=15)
    return Appointment.objects.create(
        surgery=surgery,
        kind="imaging",
        visit_date=starts_at,
        visit_time=starts_at.time(),
        starts_at=starts_at,
        place="X",
    )


def test_c_confirms_the_visit_that_was_told_last() -> None:
    surgery = make_listed()
    visit = make_visit(surgery)
    make_told(surgery, kind="appointment", appointment=visit)

    text("C")

    visit.refresh_from_db()
    assert visit.confirmed_at == NOW
    assert answers() == ["confirmed"]


def test_no_to_a_visit_asks_a_nurse_for_another_time() -> None:
    surgery = make_listed()
    visit = make_visit(surgery)
    make_told(surgery, kind="appointment", appointment=visit)

    text("No")

    assert WorkItem.objects.get().appointment == visit
    assert answers() == ["another_time"]


def test_yes_to_no_question_of_ours_is_read_by_a_nurse() -> None:
    make_listed()

    text("YES")

    assert WorkItem.objects.get().kind == WorkItem.Kind.MESSAGE


@pytest.mark.parametrize("body", ["Hello", "DONE 1", "STOP", "C", "chest pain", ""])
def test_what_comes_from_a_number_nobody_knows_is_kept_and_answered_by_nothing(body: str) -> None:
    make_listed()

    text(body, from_="+12125550188")

    kept = IncomingMessage.objects.get()
    assert kept.body == body
    assert "nobody knows the number" in kept.acted
    assert not kept.patients.exists()
    assert not answers()


def test_a_caregivers_words_reach_the_nurse_of_their_patient_and_tick_nothing() -> None:
    surgery = make_listed()
    caregiver = make_caregiver(surgery)

    text("DONE 1", from_=str(caregiver.phone))

    assert statuses(surgery) == ["open", "open", "open"]
    assert "The caregiver Ana Lopez wrote" in WorkItem.objects.get().summary


def test_a_caregivers_stop_ends_the_caregivers_texts_only() -> None:
    surgery = make_listed()
    caregiver = make_caregiver(surgery)

    text("STOP", from_=str(caregiver.phone))

    assert not CaregiverConsent.objects.standing().exists()
    assert Consent.objects.standing().filter(channel="sms").exists()
    assert "wants no more texts" in WorkItem.objects.get().summary


def test_whatever_breaks_the_words_are_kept_and_reach_a_nurse(monkeypatch: pytest.MonkeyPatch) -> None:
    make_listed()

    def broken(*_: object) -> str:
        raise RuntimeError

    monkeypatch.setattr("procedures.messaging.replies.taking.act_on", broken)
    text("DONE 1")

    assert IncomingMessage.objects.get().acted == "on a nurse's list"
    assert WorkItem.objects.get().words == "DONE 1"


def test_two_machines_do_not_answer_each_other_for_ever() -> None:
    make_listed()

    for minute in range(40):
        text("HELP", now=NOW + timedelta(minutes=minute))

    assert len(answers()) == 20


def test_an_answer_outlives_a_move_of_the_date() -> None:
    make_listed()
    text("HELP")
    Surgery.objects.update(generation=9, status="cancelled")

    dispatch_at(NOW)

    assert "For help call" in OutboxMessage.objects.get().body


def test_a_reply_of_a_patient_who_only_agreed_to_mail_is_answered_where_it_came_from() -> None:
    make_listed(channels=MAILS_ONLY)

    text("HELP")
    dispatch_at(NOW)

    assert OutboxMessage.objects.get().address == MARIA


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_is_short_signs_and_says_whom_to_call(name: str, language: str) -> None:
    unit = make_unit()
    unit.hospital.text_name = "Lakeside Surgery Center"
    surgery = make_surgery(unit, make_patient(unit, language=language))
    surgery.unit = unit

    said = words_of(surgery, name, numbers="12, 13, 14", several=True, soon=True)

    assert get_template(f"answers/{name}.{language}.txt")
    assert said.startswith("Lakeside Surgery Center: ")
    assert "+1 212-555-0101" in said
    assert is_gsm7(said)
    assert segments(said) <= 2


def test_every_meaning_has_its_act() -> None:
    assert {meaning.value for meaning in acting._ACTS} == set(IncomingMessage.Meaning.values)


def test_after_a_death_words_reach_a_nurse_and_nothing_answers() -> None:
    surgery = make_listed()
    record_death(surgery.patient, by=None, now=NOW)

    text("Please stop texting us", now=NOW + HOUR)

    assert WorkItem.objects.open().get().words == "Please stop texting us"
    assert Suppression.objects.standing().exists()
    assert not answers()


def test_a_cancelled_operations_patient_is_still_heard() -> None:
    surgery = make_listed()
    Surgery.objects.update(status="cancelled")

    text("When can I eat?", now=datetime(2026, 12, 7, 18, 0, tzinfo=UTC))

    assert WorkItem.objects.get().surgery == surgery


@pytest.mark.parametrize("body", ["DONE", "DONE 2", "I missed it"])
def test_safety_rule_6_what_was_done_for_the_old_date_is_not_ticked_for_the_new_one(body: str) -> None:
    surgery = make_listed()
    make_told(surgery, item=ChecklistItem.objects.get(number=2))
    make_reminder(surgery, kind=Reminder.Kind.MOVED, due_at=NOW, latest_at=NOW + HOUR)

    text(body)

    assert statuses(surgery) == ["open", "open", "open"]
    assert WorkItem.objects.get().words == body


def test_who_shares_a_number_with_someone_who_died_is_still_answered() -> None:
    surgery = make_listed()
    of_jose = make_listed(surgery.unit, given_name="Jose", email="jose@example.org")
    later = surgery.surgery_date + timedelta(days=9)
    Surgery.objects.filter(pk=of_jose.pk).update(status=Surgery.Status.CANCELLED, surgery_date=later)
    record_death(surgery.patient, by=None, now=NOW)

    text("I have chest pain")

    assert answers() == ["alarm"]
