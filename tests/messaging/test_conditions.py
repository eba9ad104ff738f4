"""Steps that are not for everyone: the words say so, or say where it stands."""

import pytest

from procedures.catalog.models import TaskTemplate
from procedures.checklists.models import Reminder
from procedures.core.sms import segments
from procedures.messaging.wording import write
from procedures.messaging.wording.foreseeing import text_foreseen
from procedures.patients.models import Channel
from tests.cast import make_reminder
from tests.messaging.test_wording import LANGUAGES, LINK, MIDNIGHT, NOW, SIX, make_told, text_of

pytestmark = pytest.mark.django_db
SEDATION = "if you will have sedation"


def under_condition(reminder: Reminder, condition: str = SEDATION) -> Reminder:
    item = reminder.item
    assert item is not None
    item.task = TaskTemplate(condition=condition)
    return reminder


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("may_name_details", [True, False])
@pytest.mark.parametrize("intake", ["food", "clear_fluids"])
def test_safety_rule_1_a_fast_under_a_condition_is_never_told_as_if_it_held_for_all(
    language: str, may_name_details: bool, intake: str
) -> None:
    told = make_told("fasting", language=language, may_name_details=may_name_details, due_at=MIDNIGHT, intake=intake)

    text = text_of(under_condition(told))

    is_named = may_name_details and language == "en"
    opening = {"en": "Only if your list says this is for you: ", "es": "Solo si su lista dice que es para usted: "}
    assert ("Only if you will have sedation: " if is_named else opening[language]) in text
    assert segments(text) <= 2


def test_safety_rule_5_a_condition_that_may_name_an_illness_stays_on_the_list() -> None:
    told = under_condition(make_told("fasting", due_at=MIDNIGHT), "if you have diabetes")

    assert "diabetes" not in text_of(told)


def test_a_mail_says_the_condition_too() -> None:
    told = under_condition(make_told("fasting", may_name_details=True, due_at=MIDNIGHT))

    message = write([told], Channel.EMAIL, link=LINK)

    assert "Only if you will have sedation: Stop eating" in message.text
    assert "Only if you will have sedation: Stop eating" in message.html


def test_a_text_about_several_things_says_the_condition_of_each() -> None:
    fast = under_condition(make_told("fasting", due_at=MIDNIGHT))
    arrival = make_reminder(fast.surgery, kind="arrival", due_at=NOW, latest_at=SIX)

    text = write([fast, arrival], Channel.SMS, link=LINK).text

    assert "Only if your list says this is for you: Stop eating" in text


@pytest.mark.parametrize(
    ("title", "condition", "expected"),
    [
        ("Bring your CPAP machine", "if you have sleep apnea", "Only if you have sleep apnea: Bring your CPAP machine"),
        ("If you smoke, stop", "if you smoke", "Lakeside Surgery Center: If you smoke, stop"),
        ("Bring a friend", "unless you drive", "Unless you drive: Bring a friend"),
    ],
)
def test_a_title_that_leaves_its_condition_out_gets_it_back(title: str, condition: str, expected: str) -> None:
    told = under_condition(make_told("task", may_name_details=True, title=title), condition)

    assert expected in text_of(told)


def test_the_length_of_a_text_is_foreseen_with_its_condition() -> None:
    foreseen = text_foreseen("Bring your CPAP machine", "logistics", "en", condition="if you have sleep apnea")

    assert "Only if you have sleep apnea: Bring your CPAP machine" in foreseen
