"""What needs a person: in the order in which it must be seen to, taken, handed over, and never out of sight."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from procedures.checklists.escalating import AT_ONCE, raise_work_item
from procedures.checklists.models import Surgery, WorkItem
from procedures.hospitals.models import Unit, User
from tests.cast import make_nurse, make_staff, make_surgery, make_unit
from tests.web.conftest import NOW

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def unit() -> Unit:
    return make_unit()


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

    with django_assert_max_num_queries(9):  # type: ignore[attr-defined]
        show(client)
