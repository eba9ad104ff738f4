"""What the table in tests/access does not tell: people with a foot in two units, and what a page leaves behind."""

from collections.abc import Mapping

import pytest
from django.test import Client
from django.urls import reverse

from procedures.checklists.models import Surgery
from procedures.hospitals.models import Role, Unit
from tests.access.rows import OF_THE_PATIENT, make_rows
from tests.access.table import NURSE, TABLE
from tests.access.walking import every_address, line_of, url_of
from tests.cast import make_nurse, make_procedure, make_template, make_unit
from tests.web.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at")]


@pytest.fixture
def rows(unit: Unit) -> Mapping[str, object]:
    return make_rows(unit, now=NOW)


def test_every_address_has_its_line_in_the_table() -> None:
    without = [f"{address.name}: {address.route}" for address in every_address() if line_of(address) is None]

    assert not without, "add a line to tests/access/table.py that says who may open it"


def nurse_elsewhere(client: Client, unit: Unit, role: str) -> None:
    """She is a nurse next door, and here she is something else."""
    day_surgery = make_unit(unit.hospital, "Day surgery")
    make_template(make_procedure(day_surgery))
    nurse = make_nurse(day_surgery, username="otto")
    nurse.memberships.create(unit=unit, role=role)
    client.force_login(nurse)


def test_a_nurse_elsewhere_who_only_looks_in_this_unit_cannot_act_in_it(
    client: Client, unit: Unit, rows: Mapping[str, object]
) -> None:
    nurse_elsewhere(client, unit, Role.CLINICIAN)
    acts = [address for address in every_address() if (line := TABLE.get(address.name)) and line.rows]
    acts = [address for address in acts if TABLE[address.name].may == NURSE]

    codes = {getattr(client, TABLE[act.name].method)(url_of(act, rows)).status_code for act in acts}
    looks = client.get(reverse("surgery", args=[rows["surgery"]]))

    assert codes == {404}
    assert "Reschedule" not in looks.content.decode()


def test_a_nurse_elsewhere_who_only_writes_templates_in_this_unit_sees_no_patient_of_it(
    client: Client, unit: Unit, rows: Mapping[str, object]
) -> None:
    nurse_elsewhere(client, unit, Role.AUTHOR)

    pages = [client.get(reverse(name)).content.decode() for name in ("board", "work-list", "assign")]
    prefilled = client.get(reverse("assign"), {"patient": Surgery.objects.get().patient_id})

    assert not [word for word in OF_THE_PATIENT for page in pages if word in page]
    assert "thing for you to do" not in pages[0]
    assert prefilled.status_code == 404


def test_whoever_lacks_the_role_is_told_who_the_page_is_for(client: Client, unit: Unit) -> None:
    client.force_login(make_nurse(unit))

    assert "This page is for people who work as: " in client.get(reverse("document-import")).content.decode()


def test_a_board_that_asks_for_news_after_signing_out_leads_its_window_to_the_sign_in(client: Client) -> None:
    answer = client.get(reverse("board"), headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/board/"})

    assert answer.status_code == 200
    assert answer.headers["HX-Redirect"] == f"{reverse('sign-in')}?next=/board/"


def test_nothing_of_the_staffs_is_kept_in_a_cache(client: Client) -> None:
    client.force_login(make_nurse(make_unit()))

    assert "no-store" in client.get(reverse("board")).headers["Cache-Control"]
