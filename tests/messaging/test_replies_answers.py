"""What we answer: short, whom to call, never in a loop, and nothing after a death."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.template.loader import get_template

from procedures.checklists.deaths import record_death
from procedures.checklists.models import Surgery, WorkItem
from procedures.core.sms import is_gsm7, segments
from procedures.messaging.models import OutboxMessage
from procedures.messaging.replies.answers import words_of
from procedures.patients.models import Suppression
from tests.cast import (
    make_patient,
    make_surgery,
    make_unit,
)
from tests.messaging.due import HOUR, MAILS_ONLY, NOW, dispatch_at
from tests.messaging.texting import MARIA, answers, make_listed, text

pytestmark = pytest.mark.django_db
ANSWERS = sorted({path.name.partition(".")[0] for path in Path("templates/answers").iterdir()})


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


def test_after_a_death_words_reach_a_nurse_and_nothing_answers() -> None:
    surgery = make_listed()
    record_death(surgery.patient, by=None, now=NOW)

    text("Please stop texting us", now=NOW + HOUR)

    assert WorkItem.objects.open().get().words == "Please stop texting us"
    assert Suppression.objects.standing().exists()
    assert not answers()


def test_who_shares_a_number_with_someone_who_died_is_still_answered() -> None:
    surgery = make_listed()
    of_jose = make_listed(surgery.unit, given_name="Jose", email="jose@example.org")
    later = surgery.surgery_date + timedelta(days=9)
    Surgery.objects.filter(pk=of_jose.pk).update(status=Surgery.Status.CANCELLED, surgery_date=later)
    record_death(surgery.patient, by=None, now=NOW)

    text("I have chest pain")

    assert answers() == ["alarm"]
