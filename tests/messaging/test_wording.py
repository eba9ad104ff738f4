"""The words: one or two segments of GSM-7, exact times, and no more of the patient than they agreed to."""

from datetime import UTC, datetime, time

import pytest
from django.template.loader import get_template
from pytest_django import DjangoAssertNumQueries

from procedures.checklists.models import Appointment, Reminder
from procedures.core.sms import is_gsm7, segments
from procedures.messaging.wording import write
from procedures.patients.models import Channel
from tests.cast import make_checklist, make_item, make_patient, make_procedure, make_reminder, make_surgery, make_unit

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 12, 1, 15, 0, tzinfo=UTC)
# As long as a real one.
LINK = f"https://prepapp.lakeside.example/p/{'x' * 24}/"
MIDNIGHT = datetime(2026, 12, 8, 5, 0, tzinfo=UTC)  # in New York
SIX = datetime(2026, 12, 8, 11, 0, tzinfo=UTC)
KINDS = [kind.value for kind in Reminder.Kind]
LANGUAGES = ["en", "es"]
# The list is over, it was not asked for, or it is not theirs.
WITHOUT_A_LINK = (
    Reminder.Kind.CANCELLED,
    Reminder.Kind.COMPLETED,
    Reminder.Kind.ANSWER,
    Reminder.Kind.CAREGIVER,
    Reminder.Kind.CODE,
)
# What a stranger who reads over the patient's shoulder must not learn.
OPERATION, DRUG, PLACE = "Spine osteotomy", "Stop apixaban", "Spine clinic, room 4"


def make_told(
    kind: str, *, language: str = "en", may_name_details: bool = False, due_at: datetime | None = SIX, **item: object
) -> Reminder:
    """A reminder about everything at once, of a patient with the longest of names."""
    unit = make_unit()
    unit.hospital.text_name = "Lakeside Surgery Center"
    unit.hospital.save()
    patient = make_patient(unit, "Maria", "Lopez", language=language, may_name_details=may_name_details)
    surgery = make_surgery(
        unit,
        patient,
        procedure=make_procedure(unit, OPERATION),
        arrival_time=time(6, 0),
        arrives_at=SIX,
        place=PLACE,
    )
    values = {"title": DRUG, "due_at": due_at, "is_exact": True, "intake": "food"} | item
    visit = Appointment.objects.create(
        surgery=surgery, kind="imaging", visit_date=SIX, visit_time=time(6), starts_at=SIX, place=PLACE
    )
    return make_reminder(
        surgery,
        kind=kind,
        due_at=NOW,
        latest_at=SIX,
        item=make_item(make_checklist(surgery), **values),
        appointment=visit,
    )


def text_of(reminder: Reminder) -> str:
    return write([reminder], Channel.SMS, link=LINK).text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_text_is_one_or_two_segments_of_gsm7(kind: str, language: str) -> None:
    text = text_of(make_told(kind, language=language, due_at=MIDNIGHT, is_assumed=True))

    assert is_gsm7(text)
    assert segments(text) <= 2, text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_text_signs_and_says_whom_to_call(kind: str, language: str) -> None:
    text = text_of(make_told(kind, language=language))

    assert text.startswith("Lakeside Surgery Center: ")
    assert "+1 212-555-0101" in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_safety_rule_5_no_operation_drug_place_or_name_without_the_patients_word(kind: str, language: str) -> None:
    reminder = make_told(kind, language=language)

    for channel in Channel.values:
        message = write([reminder], channel, link=LINK)
        said = f"{message.subject} {message.text} {message.html}".lower()
        for private in ("osteotomy", "spine", "apixaban", "imaging", "maria", "lopez", "1951"):
            assert private not in said


def test_with_the_patients_word_it_names_the_task() -> None:
    assert DRUG in text_of(make_told("task", may_name_details=True))


def test_midnight_names_the_day_that_it_ends() -> None:
    text = text_of(make_told("fasting", due_at=MIDNIGHT))

    assert "Stop eating at 12 midnight at the end of Monday 7 December (the night before)." in text


def test_fluids_are_told_apart_from_food_with_their_clock_time() -> None:
    text = text_of(make_told("fasting", intake="clear_fluids"))

    assert "Stop drinking clear fluids, such as water, at 6:00 in the morning on Tuesday 8 December." in text


def test_safety_rule_2_without_a_stated_hour_no_hour_is_told() -> None:
    text = text_of(make_told("fasting", is_exact=False))

    assert "Follow the eat and drink times on your list." in text
    assert "morning" not in text


@pytest.mark.parametrize(("language", "words"), [("en", "Call us and ask when to stop"), ("es", "Llamenos y pregunte")])
def test_safety_rule_3_a_fast_without_any_hour_is_to_be_asked_for(language: str, words: str) -> None:
    reminder = make_told(Reminder.Kind.FASTING, language=language, due_at=None, is_exact=False)

    assert words in text_of(reminder)


def test_an_assumed_hour_says_that_it_may_change() -> None:
    assert "We may still change this time." in text_of(make_told("fasting", is_assumed=True))


def test_the_moved_message_gives_the_new_date() -> None:
    assert "The new date is Tuesday 8 December. Arrive at 6:00 in the morning" in text_of(make_told("moved"))


@pytest.mark.parametrize(
    ("step", "language", "words"),
    [
        ("time_set", "en", "The time of your visit on Tuesday 8 December is set. Arrive at 6:00"),
        ("time_changed", "en", "The time of your visit on Tuesday 8 December has changed. Arrive at 6:00"),
        ("time_set", "es", "la hora de su cita del martes 8 de diciembre"),
        ("time_changed", "es", "La hora de su cita del martes 8 de diciembre ha cambiado."),
    ],
)
def test_another_hour_of_the_same_day_is_not_called_another_date(step: str, language: str, words: str) -> None:
    reminder = make_told("moved", language=language)
    reminder.step = step

    text, mail = text_of(reminder), write([reminder], Channel.EMAIL, link=LINK)

    assert segments(text) <= 2
    for said in (text, mail.text, mail.html):
        assert words in said
    for said in (text, mail.subject, mail.text, mail.html):
        assert "new date" not in said
        assert "fecha" not in said


def test_a_language_without_words_is_told_in_english() -> None:
    assert "Your checklist is ready" in text_of(make_told("list_ready", language="fr"))


def test_a_name_cannot_break_out_of_the_html_or_into_a_header() -> None:
    reminder = make_told("task", may_name_details=True, title='<script>alert("x")</script>')
    reminder.surgery.unit.hospital.text_name = "Lake\r\nBcc: x@y.z"

    message = write([reminder], Channel.EMAIL, link=LINK)

    assert "<script>" not in message.html
    assert "&lt;script&gt;" in message.html
    assert "\n" not in message.subject
    assert "\r" not in message.subject


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_written_in_every_language(kind: str, language: str) -> None:
    for ending in ("txt", "subject", "words"):
        assert get_template(f"messages/{kind}.{language}.{ending}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in WITHOUT_A_LINK])
def test_every_message_but_the_last_leads_to_the_list(kind: str, language: str) -> None:
    reminder = make_told(kind, language=language)

    for channel in Channel.values:
        message = write([reminder], channel, link=LINK)
        assert LINK in (message.html or message.text)


def test_writing_asks_the_database_for_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    reminder = make_told("appointment", may_name_details=True)

    with django_assert_num_queries(0):
        write([reminder], Channel.EMAIL, link=LINK)


@pytest.mark.parametrize(("language", "words"), [("en", "Reply C to confirm."), ("es", "Responda C para confirmar.")])
@pytest.mark.parametrize("kind", ["appointment", "arrival"])
def test_a_text_about_a_visit_or_the_arrival_ends_in_how_to_confirm(kind: str, language: str, words: str) -> None:
    reminder = make_told(kind, language=language)
    asked = text_of(reminder)
    reminder.surgery.confirmed_at = NOW
    assert reminder.appointment is not None
    reminder.appointment.confirmed_at = NOW

    assert asked.endswith(words)
    assert words not in text_of(reminder)


@pytest.mark.parametrize("kind", ["appointment", "arrival"])
def test_a_mail_says_where_to_confirm_and_speaks_of_no_c(kind: str) -> None:
    mail = write([make_told(kind)], Channel.EMAIL, link=LINK)

    for said in (mail.text, mail.html):
        assert "To confirm, open your list and press “I will come”." in said
        assert "Reply C" not in said


def test_two_hours_before_nobody_is_asked_any_more() -> None:
    reminder = make_told("appointment")
    reminder.step = "two_hours_before"

    assert "Reply C" not in text_of(reminder)
