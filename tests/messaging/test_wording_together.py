"""The words about several things at once: every deadline in the text, two segments, nothing that is private."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import transaction
from django.template.loader import get_template
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procedures.checklists.models import Appointment, Reminder, Surgery
from procedures.core.sms import is_gsm7, segments
from procedures.messaging.engine.bundling import ALONE
from procedures.messaging.wording import write
from procedures.patients.models import Channel
from tests.cast import (
    make_checklist,
    make_hospital,
    make_item,
    make_patient,
    make_procedure,
    make_reminder,
    make_surgery,
    make_unit,
)
from tests.messaging.test_wording import DRUG, LINK, MIDNIGHT, NOW, OPERATION, PLACE, SIX

pytestmark = pytest.mark.django_db
LANGUAGES = ["en", "es"]
Kind = Reminder.Kind
TOGETHER = [kind for kind in Kind if kind not in ALONE]
# "Call us" in each language's own words comes with the number.
PHONE = "+1 212-555-0101"


def make_plan(
    *, language: str = "en", tells: bool = False, clinic: str = "Lakeside Surgery Center", place: str = PLACE
) -> Surgery:
    unit = make_unit(make_hospital())
    unit.hospital.text_name = clinic
    unit.hospital.save()
    patient = make_patient(unit, "Maria", "Lopez", language=language, may_name_details=tells)
    surgery = make_surgery(
        unit,
        patient,
        procedure=make_procedure(unit, OPERATION),
        arrival_time=time(7, 45),
        arrives_at=datetime(2026, 12, 8, 12, 45, tzinfo=UTC),
        place=place,
    )
    make_checklist(surgery)
    return surgery


def make_about(surgery: Surgery, kind: str, due_at: datetime = SIX, **item: object) -> Reminder:
    """One of the surgery's reminders, critical unless it is a plain task or asks how the patient is."""
    fields: dict[str, object] = {"is_critical": kind not in (Kind.TASK, Kind.CHECK_IN)}
    if kind == Kind.APPOINTMENT:
        fields["appointment"] = Appointment.objects.create(
            surgery=surgery, kind="imaging", visit_date=due_at, visit_time=time(6), starts_at=due_at, place=PLACE
        )
    elif kind != Kind.ARRIVAL:
        values = {"title": DRUG, "due_at": due_at, "is_exact": True, "intake": "food"} | item
        fields["item"] = make_item(surgery.checklists.get(), **values)
    reminder = make_reminder(surgery, kind=kind, due_at=NOW, latest_at=due_at, **fields)
    reminder.surgery = surgery
    return reminder


def make_evening(surgery: Surgery) -> list[Reminder]:
    """What the evening before brings nearly everyone."""
    return [
        make_about(surgery, Kind.FASTING, MIDNIGHT, intake="food"),
        make_about(surgery, Kind.FASTING, SIX, intake="clear_fluids"),
        make_about(surgery, Kind.ARRIVAL, SIX + timedelta(hours=2)),
    ]


def text_of(reminders: list[Reminder]) -> str:
    return write(reminders, Channel.SMS, link=LINK).text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", TOGETHER)
def test_every_kind_that_goes_together_has_its_line_and_its_words(kind: str, language: str) -> None:
    for ending in ("line", "words"):
        assert get_template(f"messages/{kind}.{language}.{ending}")


@pytest.mark.parametrize("ending", ["txt", "mail", "subject"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_can_tell_several_things(language: str, ending: str) -> None:
    assert get_template(f"messages/together.{language}.{ending}")


def test_the_evening_before_is_one_text_with_every_deadline() -> None:
    assert text_of(make_evening(make_plan())) == (
        "Lakeside Surgery Center: Stop eating at 12 midnight at the end of Mon 7 Dec. "
        "Stop drinking clear fluids at 6:00 in the morning on Tue 8 Dec. "
        f"Arrive at 7:45 in the morning on Tue 8 Dec. Your list: {LINK} Call {PHONE}. Reply C to confirm."
    )


def test_the_evening_before_in_spanish() -> None:
    assert text_of(make_evening(make_plan(language="es"))) == (
        "Lakeside Surgery Center: Deje de comer a las 12 de la medianoche al final del lun 7 dic. "
        "Deje de beber liquidos claros a las 6:00 de la mañana del mar 8 dic. "
        f"Llegue a las 7:45 de la mañana del mar 8 dic. Su lista: {LINK} Llame al {PHONE}."
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_too_much_says_what_must_not_be_missed_and_how_much_more_there_is(language: str) -> None:
    surgery = make_plan(language=language)
    tasks = [make_about(surgery, Kind.TASK, SIX + timedelta(days=day), is_exact=False) for day in range(5)]

    text = text_of([*tasks, *make_evening(surgery)])

    assert all(hour in text for hour in ("7 Dec", "6:00", "7:45")) or language == "es"
    assert all(hour in text for hour in ("7 dic", "6:00", "7:45")) or language == "en"
    assert "And 5 more on your list: " in text or "Y 5 mas en su lista: " in text
    assert segments(text) <= (2 if language == "en" else 3)


def test_titles_and_places_give_way_to_deadlines() -> None:
    surgery = make_plan(tells=True, place="The day surgery desk on the fourth floor of the new east wing, lift B")

    text = text_of(make_evening(surgery))

    assert "east wing" not in text
    assert "Arrive at 7:45 in the morning" in text
    assert segments(text) == 2


def test_a_single_text_gives_way_too() -> None:
    surgery = make_plan(tells=True)

    text = text_of([make_about(surgery, Kind.TASK, title="Bring every paper that you have " * 6)])

    assert "Bring every paper" not in text
    assert "You have something to do, at 6:00 in the morning on Tuesday 8 December." in text
    assert segments(text) <= 2


def test_things_that_read_the_same_are_said_once_and_counted() -> None:
    surgery = make_plan()
    told = [make_about(surgery, Kind.TASK, is_exact=False) for _ in range(3)]

    assert text_of(told).count("Something to do") == 1
    assert "And 2 more on your list: " in text_of(told)
    assert "(3 such steps on your list)" in write(told, Channel.EMAIL, link=LINK).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mail_says_all_of_it_in_order_as_text_and_as_html(language: str) -> None:
    surgery = make_plan(language=language)
    evening = make_evening(surgery)

    mail = write(list(reversed(evening)), Channel.EMAIL, link=LINK)

    alone = [write([one], Channel.EMAIL, link=LINK) for one in evening]
    paragraphs = [each.html.split("<p>")[1].split("</p>")[0] for each in alone]
    for said in (mail.text, mail.html):
        places = [said.index(paragraph) for paragraph in paragraphs]
        assert places == sorted(places)
        assert LINK in said
        assert PHONE in said
    assert "3" in mail.subject


@pytest.mark.parametrize("language", LANGUAGES)
def test_safety_rule_5_together_too_nothing_private_is_said_without_the_patients_word(language: str) -> None:
    surgery = make_plan(language=language)
    told = [make_about(surgery, kind) for kind in TOGETHER]

    for channel in Channel.values:
        message = write(told, channel, link=LINK)
        said = f"{message.subject} {message.text} {message.html}".lower()
        for private in ("osteotomy", "spine", "apixaban", "imaging", "maria", "lopez", "1951"):
            assert private not in said


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    language=st.sampled_from(LANGUAGES),
    tells=st.booleans(),
    clinic=st.text(min_size=1, max_size=24),
    place=st.text(max_size=200),
    titles=st.lists(st.text(min_size=1, max_size=200), max_size=5),
    kinds=st.lists(st.sampled_from(TOGETHER), min_size=1, max_size=7),
)
def test_however_long_the_names_a_text_fits_and_keeps_what_must_not_be_missed(
    language: str, clinic: str, place: str, titles: list[str], kinds: list[Kind], *, tells: bool
) -> None:
    with transaction.atomic():
        clean = "".join(letter for letter in clinic if letter.isprintable()).strip() or "Clinic"
        surgery = make_plan(language=language, tells=tells, clinic=clean, place=place.replace("\0", ""))
        told = [
            make_about(
                surgery, kind, SIX + timedelta(days=number), title=(titles[number:] or ["Pack"])[0].replace("\0", "")
            )
            for number, kind in enumerate(kinds)
        ]

        text = text_of(told)

        critical = [one for one in told if one.is_critical]
        assert is_gsm7(text)
        assert segments(text) <= (2 if len(critical) <= 1 else 3)
        assert LINK in text
        assert PHONE in text
        if len(critical) <= 3:
            assert all(f" {one.latest_at.day} " in text for one in critical if one.kind != Kind.ARRIVAL)
        transaction.set_rollback(True)


def test_a_text_about_several_things_asks_for_a_c_where_there_is_room_and_one_to_confirm() -> None:
    surgery = make_plan(clinic="Lakeside")
    arrival, task, visit = (make_about(surgery, kind) for kind in (Kind.ARRIVAL, Kind.TASK, Kind.APPOINTMENT))

    assert text_of([arrival, task]).endswith("Reply C to confirm.")
    assert "Reply C" not in text_of([arrival, task, visit])
