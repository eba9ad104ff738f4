"""What reads the same on the board is told apart, or is one: units, operations, surgeons and saved views."""

import pytest
from django.test import Client
from django.urls import reverse

from procedures.checklists.models import SavedView
from procedures.hospitals.models import Membership, Unit, User
from tests.cast import make_hospital, make_nurse, make_patient, make_procedure, make_staff, make_surgery, make_unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at")]


@pytest.fixture
def unit() -> Unit:
    return make_unit(name="Surgery")


@pytest.fixture
def urgent(unit: Unit) -> Unit:
    return make_unit(make_hospital("Lakeside Urgent"), "Surgery")


@pytest.fixture
def nora(client: Client, unit: Unit, urgent: Unit) -> User:
    nora = make_nurse(unit)
    Membership.objects.create(user=nora, unit=urgent, role="nurse")
    client.force_login(nora)
    return nora


@pytest.mark.usefixtures("nora")
def test_units_and_operations_of_one_name_say_where(client: Client, unit: Unit, urgent: Unit) -> None:
    ours, theirs = make_procedure(unit), make_procedure(urgent)
    make_procedure(unit, "Cataract surgery")

    form = client.get(reverse("board-filter")).content.decode()
    narrowed = client.get(reverse("board"), {"unit": urgent.pk, "procedure": theirs.pk}).content.decode()

    assert f'<option value="{unit.pk}">Surgery · Lakeside Hospital</option>' in form
    assert f'<option value="{urgent.pk}">Surgery · Lakeside Urgent</option>' in form
    assert f'<option value="{ours.pk}">Knee replacement · Surgery · Lakeside Hospital</option>' in form
    assert ">Cataract surgery</option>" in form
    assert "<span>Surgery · Lakeside Urgent</span>" in narrowed
    assert "<span>Knee replacement · Surgery · Lakeside Urgent</span>" in narrowed


@pytest.mark.usefixtures("nora")
def test_a_surgeon_written_in_two_ways_is_one(client: Client, unit: Unit) -> None:
    procedure = make_procedure(unit)
    for name, surgeon in (("Zoe", "Dr Ames"), ("Ben", "dr  ames"), ("Amal", "DR AMES")):
        make_surgery(unit, make_patient(unit, name), procedure=procedure, surgeon=surgeon)

    form = client.get(reverse("board-filter")).content.decode()

    page = client.get(reverse("board"), {"surgeon": "Dr Ames"}).content.decode()

    assert form.lower().count(">dr ames</option>") == 1
    assert all(name in page for name in ("Zoe", "Ben", "Amal"))


def test_saved_views_of_one_name_say_whose(client: Client, nora: User, unit: Unit) -> None:
    otto = make_staff(unit, "nurse", username="otto", full_name="Otto Ray")
    other = make_staff(unit, "nurse", username="otto2", full_name="Otto Ray")
    SavedView.objects.create(user=nora, name="Morning", filters={"whose": "mine"})
    for user, show in ((otto, "not-ready"), (other, "ride")):
        SavedView.objects.create(user=user, unit=unit, name="Morning", filters={"show": show})

    page = client.get(reverse("board")).content.decode()

    for name in ("Morning", "Morning · Otto Ray · otto", "Morning · Otto Ray · otto2"):
        assert page.count(f">{name}</a>") == 1


def test_two_views_that_show_the_same_under_one_name_stand_once(client: Client, nora: User, unit: Unit) -> None:
    otto = make_staff(unit, "nurse", username="otto", full_name="Otto Ray")
    for user, name in ((nora, "Rides"), (otto, "rides")):
        SavedView.objects.create(user=user, unit=unit, name=name, filters={"show": "ride"})

    page = client.get(reverse("board")).content.decode()

    assert page.count(">Rides</a>") == 1
    assert "Otto Ray" not in page


def test_capitals_make_no_second_view(client: Client, nora: User) -> None:
    for name, show in (("Rides", "ride"), ("  rides ", "visits")):
        client.post(f"{reverse('board-views')}?show={show}", {"name": name})

    assert SavedView.objects.get().filters == {"show": "visits"}
    assert SavedView.objects.get().name == "Rides"


@pytest.mark.usefixtures("nora")
def test_a_view_cannot_take_the_name_of_a_button(client: Client) -> None:
    page = client.post(f"{reverse('board-views')}?show=ride", {"name": "not ready"}).content.decode()

    assert "is a button of the board already. Choose another name." in page
    assert not SavedView.objects.exists()
