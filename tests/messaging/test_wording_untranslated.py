"""A step that nobody has put into Spanish yet: no English in the message, but what kind of step it is, and the list."""

import pytest

from procedures.checklists.models import Medicine, Reminder
from procedures.core.tasks import Category
from procedures.messaging.wording import write
from procedures.messaging.wording.kinds import KINDS
from procedures.patients.models import Channel
from tests.cast import LONG_AGO
from tests.messaging.test_wording import LINK, SIX, make_told, text_of

pytestmark = pytest.mark.django_db
ENGLISH = "Have your heart checked"


def make_untranslated(kind: str = "task", **item: object) -> Reminder:
    values = {"title": ENGLISH, "instruction": "Go to the heart clinic.", "category": Category.TEST} | item
    return make_told(kind, language="es", may_name_details=True, **values)


@pytest.mark.parametrize("channel", Channel.values)
def test_a_spanish_message_names_the_kind_of_step_and_leads_to_the_list(channel: str) -> None:
    message = write([make_untranslated()], channel, link=LINK)

    said = f"{message.subject} {message.text} {message.html}"
    assert "heart" not in said.lower()
    assert "Una prueba m" in said
    assert "8 de diciembre" in said
    assert LINK in said


def test_so_does_a_text_about_several_things() -> None:
    one = make_untranslated()
    other = Reminder.objects.get(pk=one.pk)

    text = write([one, other], Channel.SMS, link=LINK).text

    assert "heart" not in text.lower()
    assert "Una prueba m" in text


def test_words_that_were_reviewed_are_told_as_they_are() -> None:
    reviewed = {"es": ["Hagase la prueba del corazon", "Vaya a la sala 2."]}

    assert "Hagase la prueba del corazon" in text_of(make_untranslated(translations=reviewed))


def test_an_english_message_keeps_its_title() -> None:
    assert ENGLISH in text_of(make_told("task", may_name_details=True, title=ENGLISH, category=Category.TEST))


def test_safety_rule_5_not_even_the_kind_is_named_without_the_patients_word() -> None:
    told = make_told("task", language="es", title=ENGLISH, category=Category.TEST)

    assert "prueba" not in text_of(told)
    assert "Tiene algo que hacer" in text_of(told)


def test_safety_rule_1_a_dose_without_spanish_words_sends_to_the_list_and_names_no_medicine() -> None:
    reminder = make_untranslated(
        Reminder.Kind.MEDICATION, title="Take your last dose of Warfarin", category=Category.MEDICATION
    )
    medicine = Medicine.objects.create(
        surgery=reminder.surgery,
        name="Warfarin",
        last_dose_date=SIX.date(),
        restart_event="ask your team",
        entered_at=LONG_AGO,
    )
    assert reminder.item is not None
    reminder.item.medicine = medicine

    text = text_of(reminder)

    assert "Warfarin" not in text
    assert "Lea lo que su lista dice de sus medicinas" in text


def test_every_kind_of_step_has_a_name_in_every_language_but_english() -> None:
    for kinds in KINDS.values():
        assert set(kinds) == set(Category)
