"""The demo: whole, made up, the same when loaded twice, and alive at any hour of any day."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.db import transaction
from pytest_django import DjangoDbBlocker

from procedures.audit.acts import Act
from procedures.audit.models import AuditEntry
from procedures.catalog.models import ChecklistTemplate
from procedures.checklists.cancelling import cancel
from procedures.checklists.models import ChecklistItem, Reminder, Surgery, WorkItem
from procedures.checklists.readiness import board
from procedures.hospitals.models import Hospital, User
from procedures.management.demo import people, places
from procedures.management.demo.loading import load
from procedures.management.demo.welcome import welcome
from procedures.messaging.models import Delivery, OutboxMessage
from procedures.patients import links
from procedures.patients.models import EmergencyOpening, Patient
from procedures.patients.registering import PatientDetails

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 18, 15, 20, tzinfo=UTC)  # 10:20 in New York


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The whole demo, loaded once; what a test changes is undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(now=NOW)
        yield
        transaction.set_rollback(True)


def rows() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in apps.get_app_config("procedures").get_models()}


def surgeries_of(person: PatientDetails) -> list[Surgery]:
    found = Surgery.objects.filter(patient__given_name=person.given_name, patient__family_name=person.family_name)
    return list(found.order_by("pk"))


@pytest.mark.usefixtures("demo")
def test_loading_twice_is_the_same_as_once() -> None:
    before = rows()

    load(now=NOW + timedelta(minutes=5))

    assert rows() == before


@pytest.mark.usefixtures("demo")
def test_what_a_person_changed_stays() -> None:
    Hospital.objects.filter(name=places.LAKESIDE.hospital).update(telephone="+12125550199")
    Patient.objects.filter(family_name="Okafor").update(email="grace@example.org")
    nora = User.objects.get(username="nora")
    nora.set_password("a password of my own")
    nora.save()
    ChecklistTemplate.objects.get(published_at=None).tasks.all()[0].delete()
    surgery = surgeries_of(people.MARIA)[0]
    cancel(surgery, by=nora, reason="Tried it out.", now=NOW)
    before = rows()

    load(now=NOW + timedelta(minutes=5))

    assert rows() == before
    assert str(Hospital.objects.get(name=places.LAKESIDE.hospital).telephone) == "+12125550199"
    assert Patient.objects.get(family_name="Okafor").email == "grace@example.org"
    assert User.objects.get(username="nora").check_password("a password of my own")
    assert [one.status for one in surgeries_of(people.MARIA)] == [Surgery.Status.CANCELLED]


@pytest.mark.usefixtures("demo")
def test_a_later_start_plans_a_near_operation_again_once_the_old_one_is_over() -> None:
    tomorrow = NOW + timedelta(days=1)

    load(now=tomorrow)

    old, new = surgeries_of(people.MARIA)
    assert old.starts_at is not None
    assert new.starts_at is not None
    assert old.starts_at < tomorrow < new.starts_at
    assert Reminder.objects.due(tomorrow).filter(surgery=new, kind=Reminder.Kind.FASTING).exists()
    assert not WorkItem.objects.open().filter(surgery=old).exists()


@pytest.mark.usefixtures("demo")
def test_months_later_it_is_alive_still() -> None:
    later = NOW + timedelta(days=100)

    load(now=later)

    nora = User.objects.get(username="nora")
    ahead = [row for row in board(nora, now=later) if row.surgery.surgery_date >= later.date()]
    assert len(ahead) >= 4


@pytest.mark.usefixtures("demo")
def test_the_staff_of_one_hospital_see_nothing_of_the_other() -> None:
    nora, niall = User.objects.get(username="nora"), User.objects.get(username="niall")

    noras = {row.surgery.unit.hospital.name for row in board(nora, now=NOW)}
    nialls = {row.surgery.unit.hospital.name for row in board(niall, now=NOW)}

    assert noras == {places.LAKESIDE.hospital, places.URGENT.hospital}
    assert nialls == {places.NORTHFIELD.hospital}


@pytest.mark.usefixtures("demo")
def test_the_board_shows_people_who_are_ready_and_people_who_are_not() -> None:
    found = board(User.objects.get(username="nora"), now=NOW)

    readiness = {row.is_ready for row in found}
    statuses = set(Surgery.objects.values_list("status", flat=True))

    assert readiness == {True, False}
    assert {Surgery.Status.PLANNED, Surgery.Status.CANCELLED} <= statuses
    assert Surgery.objects.filter(events__act="moved").exists()
    assert Surgery.objects.filter(surgery_date__lt=NOW.date()).exists()
    assert Surgery.objects.filter(surgery_date=NOW.date() + timedelta(days=1)).exists()
    assert ChecklistItem.objects.filter(status=ChecklistItem.Status.MISSED).exists()


@pytest.mark.usefixtures("demo")
def test_what_was_due_before_was_sent_at_its_own_time_and_nothing_is_late() -> None:
    overdue = Reminder.objects.stoppable().filter(latest_at__lt=NOW)
    deliveries = list(Delivery.objects.prefetch_related("reminders"))

    assert not overdue.exists()
    assert not WorkItem.objects.filter(kind__in=[WorkItem.Kind.TOO_LATE, WorkItem.Kind.UNKNOWN]).exists()
    assert deliveries
    assert all(
        one.status == Delivery.Status.SENT and one.armed_at == min(r.due_at for r in one.reminders.all())
        for one in deliveries
    )
    assert OutboxMessage.objects.count() == len(deliveries)


@pytest.mark.usefixtures("demo")
def test_the_auditor_finds_a_record_that_was_opened_in_an_emergency() -> None:
    olga, emil = User.objects.get(username="olga"), User.objects.get(username="emil")

    opened = AuditEntry.objects.for_staff(olga).filter(act=Act.BREAK_GLASS)
    seen = {row.surgery.unit.name for row in board(emil, now=NOW)}

    assert [entry.by_id for entry in opened] == [emil.pk]
    assert EmergencyOpening.objects.for_staff(olga).get().patient.family_name == people.DESMOND.family_name
    assert WorkItem.objects.open().filter(kind=WorkItem.Kind.OPENED).count() == 1
    assert "Emergency" not in seen


@pytest.mark.usefixtures("demo")
def test_everybody_in_it_is_made_up() -> None:
    for patient in Patient.objects.all():
        assert str(patient.phone)[2:].startswith(("212555", "312555", "42079460"))
        assert patient.email.endswith("@example.org")


@pytest.mark.usefixtures("demo")
def test_the_greeting_names_who_can_sign_in_and_leads_to_a_list() -> None:
    words = welcome()
    now = datetime.now(UTC)

    address = next(word for word in words.split() if "/p/" in word)
    link = links.find(urlsplit(address).path.split("/")[2], now=now)

    assert link.patient.given_name == people.MARIA.given_name
    assert all(colleague.username in words for colleague in places.STAFF)
    assert User.objects.get(username="nora").check_password(places.password())


@pytest.mark.usefixtures("demo")
def test_every_state_of_an_operation_can_be_seen() -> None:
    on_a_list = Surgery.objects.filter(theatre_list=Surgery.TheatreList.MORNING, start_time=None)
    overdue = WorkItem.objects.open().filter(due_at__lt=NOW)
    written = WorkItem.objects.open().filter(kind=WorkItem.Kind.MESSAGE)

    assert set(Surgery.objects.values_list("status", flat=True)) == set(Surgery.Status.values)
    assert on_a_list.exists()
    assert overdue.exists()
    assert written.exists()
    assert Reminder.objects.get(kind=Reminder.Kind.COMPLETED).status == Reminder.Status.SENT
