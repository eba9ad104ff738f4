"""What happens without a page stands in the trail too: texts of patients, and what the engine gives up to a nurse."""

import pytest

from procedures import tasks
from procedures.audit.models import AuditEntry
from procedures.audit.verifying import verify
from procedures.checklists.escalating.trailing import put_all_in_trail, put_in_trail
from procedures.checklists.models import Reminder, WorkItem
from procedures.messaging.handing_over import hand_over
from procedures.messaging.models import Delivery
from procedures.messaging.stopping import stop_channel
from tests.cast import make_delivery, make_patient, make_reminder, make_surgery, make_unit
from tests.messaging.due import HOUR, NOW, dispatch_at, make_due
from tests.messaging.texting import MARIA, make_caregiver, make_listed, text

pytestmark = pytest.mark.django_db
BY_TEXT = "patient, by text"


def said() -> list[tuple[str, str]]:
    return list(AuditEntry.objects.order_by("number").values_list("act", "by_label"))


@pytest.mark.parametrize(
    ("body", "act"),
    [
        ("DONE 2", "ticked"),
        ("MISSED 2", "answered"),
        ("C", "answered"),
        ("What may I drink?", "answered"),
        ("STOP", "consent withdrawn"),
        ("START", "consent given"),
    ],
)
def test_a_reply_stands_in_the_trail_as_by_text_from_the_patient(body: str, act: str) -> None:
    surgery = make_listed()

    text(body)

    entry = AuditEntry.objects.get()
    assert (entry.act, entry.by_label, entry.by_id) == (act, BY_TEXT, None)
    assert (entry.patient_id, entry.unit_id) == (surgery.patient_id, surgery.unit_id)
    assert entry.facts["message"] == surgery.patient.messages.get().pk


def test_a_done_that_ticked_nothing_is_no_tick_in_the_trail() -> None:
    make_listed()

    text("DONE 99")

    assert said() == [("answered", BY_TEXT)]


def test_the_same_text_brought_twice_is_one_entry() -> None:
    make_listed()

    text("DONE 2", event="SM1")
    text("DONE 2", event="SM1")

    assert said() == [("ticked", BY_TEXT)]


def test_who_shares_a_number_is_not_named_as_who_wrote() -> None:
    unit = make_unit()
    surgery, other = make_listed(unit), make_listed(unit, email="")
    caregiver = make_caregiver(make_surgery(unit, make_patient(unit, phone="+12125550166", email="")))

    text("When may I eat?")
    text("Is she well?", from_=str(caregiver.phone))

    assert said() == [("answered", "someone, by text")] * 2 + [("answered", f"caregiver {caregiver.pk}, by text")]
    assert set(AuditEntry.objects.values_list("patient_id", flat=True)) == {
        surgery.patient_id,
        other.patient_id,
        caregiver.patient_id,
    }


def test_a_stranger_who_writes_does_not_fill_the_trail() -> None:
    text("Hello", from_="+12125550199")

    assert said() == []


def test_a_stop_that_a_provider_tells_of_stands_in_the_trail(django_capture_on_commit_callbacks: object) -> None:
    surgery = make_listed()
    reminder = make_reminder(surgery, due_at=NOW - HOUR, latest_at=NOW + HOUR)
    delivery = make_delivery(reminder, address=MARIA, status=Delivery.Status.SENT)

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # the plugin has no type for it
        stop_channel(delivery.pk, now=NOW)

    assert said() == [("consent withdrawn", "provider")]


def test_a_reminder_given_up_to_a_nurse_stands_in_the_trail_as_by_the_system() -> None:
    reminder = make_due()
    hand_over([reminder], WorkItem.Kind.UNDELIVERABLE, because="no such phone", now=NOW)

    tasks.climb_the_ladder()
    tasks.climb_the_ladder()

    entry = AuditEntry.objects.get()
    concern = WorkItem.objects.get()
    assert (entry.act, entry.by_label, entry.patient_id) == ("concern raised", "system", reminder.surgery.patient_id)
    assert entry.facts == {"concern": concern.pk, "kind": "undeliverable", "reminder": reminder.pk}


def test_many_that_are_given_up_at_once_cost_the_trail_a_few_statements(
    django_assert_max_num_queries: object,
) -> None:
    surgery = make_listed()
    for n in range(60):
        WorkItem.objects.create(surgery=surgery, kind="question", summary=f"Question {n}", raised_at=NOW)

    with django_assert_max_num_queries(8):  # type: ignore[operator]  # the plugin has no type for it
        put_in_trail()

    assert put_all_in_trail() == 0
    assert verify()[0] == 60


def test_a_message_that_goes_out_is_its_own_evidence_and_no_entry() -> None:
    make_due()

    dispatch_at(NOW)

    assert Reminder.objects.get().status == "sent"
    assert said() == []
