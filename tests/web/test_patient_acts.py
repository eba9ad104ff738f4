"""Ticking, taking back, telling and asking, from the phone."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from procedures.checklists.cancelling import cancel
from procedures.checklists.models import ChecklistItem, ItemEvent, Reminder, Surgery, WorkItem
from procedures.checklists.ticking import report_missed, untick
from tests.cast import make_nurse, make_patient, make_unit
from tests.web.patient_cast import NOON, At, item, make_list, open_list_of

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
ACTS = ["item-tick", "item-untick", "item-missed", "item-ask"]


@pytest.fixture
def surgery(client: Client, at: At) -> Surgery:
    """Maria's, with her list open."""
    at(NOON)
    surgery = make_list(now=NOON - timedelta(days=3))
    open_list_of(client, surgery.patient)
    return surgery


def press(client: Client, act: str, one: ChecklistItem, *, htmx: bool = False, **words: str) -> str:
    answer = client.post(reverse(act, args=[one.pk]), words, headers=HTMX if htmx else {}, follow=not htmx)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_tick_without_javascript_leads_back_to_the_step(client: Client, surgery: Surgery) -> None:
    driver = item(surgery, "Find a driver")

    answer = client.post(reverse("item-tick", args=[driver.pk]))

    assert answer.headers["Location"] == f"{reverse('patient-list')}?surgery={surgery.pk}#item-{driver.pk}"
    driver.refresh_from_db()
    assert driver.status == ChecklistItem.Status.DONE


def test_a_tick_with_htmx_swaps_the_list_and_says_aloud_what_happened(client: Client, surgery: Surgery) -> None:
    part = press(client, "item-tick", item(surgery, "Find a driver"), htmx=True)

    assert "<html" not in part
    assert 'aria-checked="true"' in part
    assert 'hx-swap-oob="innerHTML"' in part
    assert "Done: Find a driver" in part


def test_a_tick_can_be_undone_where_it_was_told(client: Client, surgery: Surgery) -> None:
    stop = item(surgery, "Stop eating")

    part = press(client, "item-tick", stop, htmx=True)
    said = part.partition('id="said"')[2]
    press(client, "item-untick", stop, htmx=True)

    assert reverse("item-untick", args=[stop.pk]) in said
    stop.refresh_from_db()
    assert stop.status == ChecklistItem.Status.OPEN


def test_ticking_twice_is_ticking_once(client: Client, surgery: Surgery) -> None:
    stop = item(surgery, "Stop eating")

    press(client, "item-tick", stop)
    press(client, "item-tick", stop)

    assert ItemEvent.objects.filter(item=stop).count() == 1


def test_a_tick_ends_the_reminders_of_that_step(client: Client, surgery: Surgery) -> None:
    stop = item(surgery, "Stop eating")
    assert Reminder.objects.stoppable().filter(item=stop).exists()

    press(client, "item-tick", stop)

    assert not Reminder.objects.stoppable().filter(item=stop).exists()


def test_safety_rule_4_a_warning_sign_cannot_be_ticked_by_address_either(client: Client, surgery: Surgery) -> None:
    page = press(client, "item-tick", item(surgery, "Chest pain"))

    assert "cannot be ticked" in page
    assert item(surgery, "Chest pain").status == ChecklistItem.Status.OPEN


def test_a_missed_step_reaches_a_nurse_with_the_patients_words(client: Client, surgery: Surgery) -> None:
    page = press(client, "item-missed", item(surgery, "Stop eating"), how="missed", note="I had toast\nat seven")

    work = WorkItem.objects.get(kind=WorkItem.Kind.MISSED)
    assert "I had toast at seven" in work.summary
    assert "Thank you for telling us." in page


def test_a_missed_step_without_a_choice_is_not_sent_and_loses_no_word(client: Client, surgery: Surgery) -> None:
    stop = item(surgery, "Stop eating")

    answer = client.post(reverse("item-missed", args=[stop.pk]), {"note": "I had toast"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose what happened first, then send it." in page
    assert f'id="missed-{stop.pk}" open' in page
    assert ">I had toast</textarea>" in page
    assert not WorkItem.objects.exists()


def test_with_htmx_too_the_form_stays_open_and_says_what_to_choose(client: Client, surgery: Surgery) -> None:
    driver = item(surgery, "Find a driver")

    part = press(client, "item-missed", driver, htmx=True, note="My son is ill")

    assert f'id="missed-{driver.pk}" open' in part
    assert "Choose one of these." in part
    assert ">My son is ill</textarea>" in part


def test_what_was_told_of_a_missed_step_stands_beside_it_and_can_be_changed(client: Client, surgery: Surgery) -> None:
    driver = item(surgery, "Find a driver")
    first = press(client, "item-missed", driver, how="missed", note="My son is ill")

    second = press(client, "item-missed", driver, how="other", note="I take a taxi")

    assert "I did not do it: “My son is ill”" in first
    assert "I did it in another way: “I take a taxi”" in second
    assert "Change what you told us" in second
    concern = WorkItem.objects.open().get(kind=WorkItem.Kind.MISSED)
    assert "Done in another way. I take a taxi" in concern.summary


def test_what_was_told_of_a_missed_step_can_be_taken_back(client: Client, surgery: Surgery) -> None:
    driver = item(surgery, "Find a driver")
    told = press(client, "item-missed", driver, how="missed")

    page = press(client, "item-untick", driver)

    assert "Take it back" in told
    assert "Not done yet: Find a driver" in page
    assert item(surgery, "Find a driver").status == ChecklistItem.Status.OPEN
    assert not WorkItem.objects.open().exists()


def test_what_a_nurse_writes_of_a_missed_step_is_not_read_by_the_patient(client: Client, surgery: Surgery) -> None:
    driver = item(surgery, "Find a driver")
    press(client, "item-missed", driver, how="missed", note="My son is ill")
    untick(driver, by=None, now=NOON)
    report_missed(driver, by=make_nurse(surgery.unit), note="Her sister says she has nobody", now=NOON)

    page = client.get(f"{reverse('patient-list')}?surgery={surgery.pk}").content.decode()

    assert "Her sister" not in page
    assert "My son is ill" not in page
    assert item(surgery, "Find a driver").status == ChecklistItem.Status.MISSED


def test_a_fast_that_is_taken_back_after_the_nurse_saw_to_it_is_asked_about_again(
    client: Client, surgery: Surgery
) -> None:
    stop = item(surgery, "Stop eating")
    press(client, "item-missed", stop, how="missed", note="I ate at 7")
    WorkItem.objects.update(closed_at=NOON, closing_note="Start moved by two hours")

    press(client, "item-untick", stop)

    asked = WorkItem.objects.open().get()
    assert asked.is_urgent
    assert "Taken back by the patient: Stop eating" in asked.summary


def test_near_the_operation_the_page_asks_to_call_as_well(client: Client, surgery: Surgery) -> None:
    page = press(client, "item-missed", item(surgery, "Stop eating"), how="missed")

    assert "Your operation is soon. Please also call us now: (212) 555-0101" in page


def test_long_before_the_operation_it_does_not(client: Client, surgery: Surgery, at: At) -> None:
    at(NOON - timedelta(days=3))

    page = press(client, "item-missed", item(surgery, "Stop eating"), how="missed")

    assert "Please also call us now" not in page


def test_a_question_about_a_step_reaches_a_nurse(client: Client, surgery: Surgery) -> None:
    stop = item(surgery, "Stop eating")

    press(client, "item-ask", stop, question="May I chew gum?")

    work = WorkItem.objects.get(kind=WorkItem.Kind.QUESTION)
    assert (work.item, work.summary, work.is_urgent) == (stop, "May I chew gum?", True)


def test_a_question_about_anything_reaches_a_nurse(client: Client, surgery: Surgery) -> None:
    address = f"{reverse('patient-ask')}?surgery={surgery.pk}"

    page = client.post(address, {"question": "Where do I park?"}, follow=True).content.decode()

    assert WorkItem.objects.get(kind=WorkItem.Kind.QUESTION).summary == "Where do I park?"
    assert "Your question has reached your nurses." in page


@pytest.mark.parametrize("question", ["", "   \n "])
def test_an_empty_question_says_what_to_do(client: Client, surgery: Surgery, question: str) -> None:
    page = press(client, "item-ask", item(surgery, "Stop eating"), question=question)

    assert "Write your question first" in page
    assert not WorkItem.objects.filter(kind=WorkItem.Kind.QUESTION).exists()


def test_a_very_long_question_is_cut_and_kept(client: Client, surgery: Surgery) -> None:
    press(client, "item-ask", item(surgery, "Stop eating"), question="Why? " * 500)

    assert len(WorkItem.objects.get(kind=WorkItem.Kind.QUESTION).summary) == 250


def test_what_a_patient_writes_is_never_taken_for_html(client: Client, surgery: Surgery) -> None:
    surgery.patient.given_name = "<script>alert(1)</script>"
    surgery.patient.save()

    page = press(client, "item-tick", item(surgery, "Find a driver"))

    assert "<script>alert" not in page


@pytest.mark.parametrize("act", ACTS)
def test_no_one_reaches_the_steps_of_another_patient(client: Client, surgery: Surgery, act: str) -> None:
    unit = make_unit(surgery.unit.hospital, "Surgery 3")
    ben = make_patient(unit, "Ben", phone="+12125550177", email="ben@example.org")
    theirs = item(make_list(unit, patient=ben), "Stop eating")

    answer = client.post(reverse(act, args=[theirs.pk]), {"question": "x"})

    assert answer.status_code == 404
    assert not ItemEvent.objects.exists()
    assert not WorkItem.objects.filter(kind=WorkItem.Kind.QUESTION).exists()


@pytest.mark.parametrize("act", ACTS)
def test_looking_at_an_address_does_nothing(client: Client, surgery: Surgery, act: str) -> None:
    assert client.get(reverse(act, args=[item(surgery, "Stop eating").pk])).status_code == 405


@pytest.mark.parametrize("act", ACTS)
def test_whoever_has_not_opened_the_list_changes_nothing_and_reads_how_to_get_in(surgery: Surgery, act: str) -> None:
    answer = Client().post(reverse(act, args=[item(surgery, "Stop eating").pk]))

    assert answer.status_code == 403
    assert "was not saved" in answer.content.decode()
    assert "Open the newest message" in answer.content.decode()
    assert not ItemEvent.objects.exists()


def test_a_page_left_open_too_long_leads_htmx_out_of_the_list(surgery: Surgery) -> None:
    answer = Client().post(reverse("item-tick", args=[item(surgery, "Stop eating").pk]), headers=HTMX)

    assert answer.headers["HX-Redirect"] == f"{reverse('patient-list')}?lost=1"


def test_a_post_without_the_pages_token_is_refused(surgery: Surgery) -> None:
    careful = Client(enforce_csrf_checks=True)

    answer = careful.post(reverse("item-tick", args=[item(surgery, "Stop eating").pk]))

    assert answer.status_code == 403
    assert not ItemEvent.objects.exists()


def test_nothing_is_ticked_on_a_cancelled_list(client: Client, surgery: Surgery) -> None:
    cancel(surgery, by=make_nurse(surgery.unit), reason="Flu", now=NOON)

    page = press(client, "item-tick", item(surgery, "Stop eating"))

    assert "This operation is cancelled" in page
    assert item(surgery, "Stop eating").status == ChecklistItem.Status.OPEN
