"""What needs a person: in the order in which it must be seen to, taken, handed over, and never out of sight."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from procedures.checklists.escalating import AT_ONCE, close, raise_work_item
from procedures.checklists.models import Surgery, WorkItem
from procedures.hospitals.models import Unit, User
from procedures.web.nurse.work_page import A_PAGE, KINDS
from tests.cast import make_nurse, make_patient, make_staff, make_surgery
from tests.web.conftest import NOW

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def nora(client: Client, unit: Unit, at: Callable[[datetime], None]) -> User:
    nurse = make_nurse(unit)
    client.force_login(nurse)
    return nurse


def make_concern(surgery: Surgery, summary: str = "May I drink tea?", **fields: object) -> WorkItem:
    concern = raise_work_item(surgery, kind=WorkItem.Kind.MESSAGE, summary=summary, now=NOW)
    WorkItem.objects.filter(pk=concern.pk).update(**fields)
    concern.refresh_from_db()
    return concern


def show(client: Client, **query: str) -> str:
    return client.get(reverse("work-list"), query).content.decode()


def test_the_urgent_come_first_then_by_deadline(client: Client, nora: User, unit: Unit) -> None:
    surgery = make_surgery(unit)
    make_concern(surgery, "third", due_at=NOW + 5 * HOUR)
    make_concern(surgery, "second", due_at=NOW + HOUR)
    make_concern(surgery, "first", due_at=NOW + 9 * HOUR, is_urgent=True)

    page = show(client)

    assert page.index("first") < page.index("second") < page.index("third")


def test_safety_rule_4_words_of_danger_stand_above_everything_else(client: Client, nora: User, unit: Unit) -> None:
    surgery = make_surgery(unit)
    make_concern(surgery, "long overdue", due_at=NOW - 9 * HOUR, is_urgent=True)
    raise_work_item(surgery, kind=WorkItem.Kind.MESSAGE, summary="chest pain", within=AT_ONCE, is_urgent=True, now=NOW)

    page = show(client)

    assert page.index("chest pain") < page.index("long overdue")


def test_a_deadline_is_told_on_the_hospitals_clock_and_marked_when_it_passed(
    client: Client, nora: User, unit: Unit
) -> None:
    surgery = make_surgery(unit)
    make_concern(surgery, "late", due_at=NOW - HOUR)
    make_concern(surgery, "pressing", due_at=NOW + HOUR / 2)

    page = show(client)

    assert "is-overdue" in page
    assert "Overdue since" in page
    assert "Sun 22 Nov, 08:00" in page
    assert "is-pressing" in page


def test_what_a_patient_wrote_is_shown_whole_and_as_words_only(client: Client, nora: User, unit: Unit) -> None:
    words = "My leg <script>hurts</script>. " * 30
    make_concern(make_surgery(unit), "“My leg...”", words=words)

    page = show(client)

    assert page.count("&lt;script&gt;hurts&lt;/script&gt;") == 30
    assert "tel:+12125550123" in page


def test_taking_it_makes_it_mine(client: Client, nora: User, unit: Unit) -> None:
    concern = make_concern(make_surgery(unit))

    answer = client.post(reverse("work-item-take", args=[concern.pk]) + "?from=work", follow=True)

    assert "You have it" in answer.content.decode()
    assert "May I drink tea?" in show(client, whose="mine")
    assert "May I drink tea?" not in show(client, whose="nobodys")


def test_handing_it_over_to_a_nurse_of_the_unit(client: Client, nora: User, unit: Unit) -> None:
    otto = make_staff(unit, "nurse", username="otto", full_name="Otto Ray")
    make_staff(unit, "author", username="amal", full_name="Amal Aziz")
    concern = make_concern(make_surgery(unit))
    page = reverse("work-item-hand-over", args=[concern.pk])

    asked = client.get(page).content.decode()
    client.post(page, {"to": otto.pk, "note": "Going off shift"})

    concern.refresh_from_db()
    assert "Otto Ray" in asked
    assert "Amal Aziz" not in asked
    assert concern.owner == otto
    assert "Going off shift" in client.get(reverse("surgery", args=[concern.surgery_id])).content.decode()


def test_handing_it_to_someone_else_is_refused_with_words(client: Client, nora: User, unit: Unit) -> None:
    make_nurse(unit, "otto")
    amal = make_staff(unit, "author", username="amal")
    concern = make_concern(make_surgery(unit))

    answer = client.post(reverse("work-item-hand-over", args=[concern.pk]), {"to": amal.pk})

    concern.refresh_from_db()
    assert "Choose a nurse of this unit." in answer.content.decode()
    assert concern.owner is None


def test_what_nobody_saw_to_in_time_is_shown_to_whom_the_unit_turns_to(client: Client, nora: User, unit: Unit) -> None:
    unit.escalates_to = nora
    unit.save()
    make_concern(make_surgery(unit), escalated_at=NOW, is_urgent=True, due_at=NOW - HOUR)

    page = show(client, whose="mine")

    assert "May I drink tea?" in page
    assert "raised to you" in page


def test_who_only_looks_has_nothing_to_press(client: Client, at: Callable[[datetime], None], unit: Unit) -> None:
    client.force_login(make_staff(unit, "auditor", username="ada"))
    concern = make_concern(make_surgery(unit))

    assert reverse("work-item-take", args=[concern.pk]) not in show(client)


def test_the_list_takes_the_same_number_of_queries_however_long_it_is(
    client: Client, nora: User, unit: Unit, django_assert_max_num_queries: Callable[..., object]
) -> None:
    surgery = make_surgery(unit)
    for number in range(12):
        make_concern(surgery, f"Question {number}", owner=nora)

    with django_assert_max_num_queries(13):  # type: ignore[attr-defined]
        show(client)


def test_what_was_closed_can_be_seen_and_found_again(client: Client, nora: User, unit: Unit) -> None:
    surgery = make_surgery(unit)
    closed = make_concern(surgery, "May I drink tea?")
    other = make_surgery(unit, make_patient(unit, "Ben", "Wu"), procedure=surgery.procedure)
    make_concern(other, "May I run?", closed_at=NOW, closed_by=nora, closing_note="Yes")
    client.post(reverse("work-item-close", args=[closed.pk]), {"note": "Only water from six"})

    page = show(client, whose="closed")
    found = client.post(reverse("work-search"), {"search": "maria lopez", "whose": "closed"}, follow=True)

    assert "May I drink tea?" not in show(client)
    assert page.index("May I") < page.index("Only water from six")
    assert "May I run?" in page
    assert "Only water from six" in found.content.decode()
    assert "May I run?" not in found.content.decode()
    assert found.redirect_chain == [("/work/?whose=closed&searched=1", 302)]


def test_the_open_ones_are_counted_by_how_long_they_have_waited(client: Client, nora: User, unit: Unit) -> None:
    surgery = make_surgery(unit)
    for number, hours in enumerate((0, 5, 30, 40, 100)):
        make_concern(surgery, f"Question {number}", raised_at=NOW - hours * HOUR, due_at=NOW + 1 * HOUR)
    make_concern(surgery, "Late", raised_at=NOW, due_at=NOW - HOUR)

    answer = client.get(reverse("work-list"))

    ages = {age.words: age.count for age in answer.context["ages"]}
    assert ages == {"under an hour": 2, "under a day": 1, "1 to 3 days": 2, "longer": 1}
    assert "1 overdue" in answer.content.decode()


def test_the_list_is_narrowed_to_one_kind_of_work(client: Client, nora: User, unit: Unit) -> None:
    surgery = make_surgery(unit)
    make_concern(surgery, "May I drink tea?")
    make_concern(surgery, "Not ticked: stop eating", kind=WorkItem.Kind.NOT_TICKED)

    page = show(client, kind="steps")

    assert "Not ticked: stop eating" in page
    assert "May I drink tea?" not in page
    assert "May I drink tea?" in show(client, kind="x", whose="y", page="z")


def test_every_kind_of_work_can_be_narrowed_to() -> None:
    assert {kind for _, kinds in KINDS.values() for kind in kinds} == set(WorkItem.Kind)


def test_a_long_list_goes_on_on_the_next_page(client: Client, nora: User, unit: Unit) -> None:
    surgery = make_surgery(unit)
    for number in range(A_PAGE + 1):
        make_concern(surgery, f"Question no. {number:03}", due_at=NOW + number * HOUR)

    first, last = show(client), show(client, page=2)

    assert "1 to 50 of 51." in first
    assert "Question no. 050" not in first
    assert "Question no. 050" in last


def test_whoever_closes_second_reads_what_the_first_one_did(client: Client, nora: User, unit: Unit) -> None:
    concern = make_concern(make_surgery(unit))
    otto = make_staff(unit, "nurse", username="otto", full_name="Otto Ray")
    close(concern, by=otto, note="Phoned her", now=NOW)

    answer = client.post(reverse("work-item-close", args=[concern.pk]), {"note": "Mine"}, follow=True)

    concern.refresh_from_db()
    assert "Otto Ray has closed this already: Phoned her" in answer.content.decode()
    assert concern.closing_note == "Phoned her"


def test_of_two_nurses_who_take_it_at_once_the_second_reads_who_has_it(client: Client, nora: User, unit: Unit) -> None:
    concern = make_concern(make_surgery(unit))
    otto = make_staff(unit, "nurse", username="otto", full_name="Otto Ray")
    WorkItem.objects.filter(pk=concern.pk).update(owner=otto)
    address = reverse("work-item-take", args=[concern.pk]) + "?from=work"

    too_late = client.post(address, {"version": ""}, follow=True).content.decode()
    concern.refresh_from_db()
    kept = concern.owner
    client.post(address, {"version": otto.pk})

    concern.refresh_from_db()
    assert "Otto Ray has it now." in too_late
    assert kept == otto
    assert concern.owner == nora


def test_with_nobody_to_hand_it_over_to_the_page_says_what_to_do_instead(
    client: Client, nora: User, unit: Unit
) -> None:
    gone = make_nurse(unit, "otto")
    gone.memberships.update(ends_at=NOW - HOUR)  # does not work here any more
    concern = make_concern(make_surgery(unit), owner=nora)

    for name, pk in (("work-item-hand-over", concern.pk), ("give-patient", concern.surgery_id)):
        page = client.get(reverse(name, args=[pk])).content.decode()

        assert "There is nobody to hand it over to" in page
        assert "ask your administrator to add them to Surgery 2 as a nurse" in page
        assert 'href="tel:+12125550101"' in page
        assert '<select name="to"' not in page
