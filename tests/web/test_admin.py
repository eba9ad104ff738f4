"""The administrator's pages: people and units can be changed, evidence only read."""

import re

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from procedures.admin.evidence import EVIDENCE
from procedures.checklists.models import WorkItem
from procedures.hospitals.models import Membership, Role, User
from tests.cast import LONG_AGO, make_delivery, make_nurse, make_reminder, make_staff, make_surgery, make_unit

pytestmark = pytest.mark.django_db
ADDRESSES = [
    "admin:index",
    "admin:procedures_hospital_add",
    "admin:procedures_unit_add",
    "admin:procedures_user_add",
    "admin:procedures_policystep_add",
    "admin:procedures_delivery_changelist",
]
NAMES = [model._meta.model_name for model, _, _ in EVIDENCE]


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("ada", password="a long test password"))
    return client


@pytest.mark.parametrize("name", [*NAMES, "hospital", "unit", "user"])
def test_every_list_opens(administrator: Client, name: str) -> None:
    surgery = make_surgery(make_unit())
    told = make_reminder(surgery, due_at=LONG_AGO, latest_at=LONG_AGO)
    make_delivery(told, channel="sms", transport="x", address="1", body="-", armed_at=LONG_AGO)
    WorkItem.objects.create(surgery=surgery, kind="question", summary="?", raised_at=LONG_AGO)

    assert administrator.get(reverse(f"admin:procedures_{name}_changelist")).status_code == 200


@pytest.mark.parametrize("name", NAMES)
def test_evidence_can_be_neither_added_nor_changed_nor_deleted(administrator: Client, name: str) -> None:
    request = administrator.get("/admin/").wsgi_request
    pages = next(pages for model, pages in admin.site._registry.items() if model._meta.model_name == name)

    assert not pages.has_add_permission(request)
    assert not pages.has_change_permission(request)
    assert not pages.has_delete_permission(request)


def test_what_can_be_changed_stands_apart_from_what_is_evidence(administrator: Client) -> None:
    page = administrator.get(reverse("admin:index")).content.decode()

    change, evidence = page.index("What you can change"), page.index("Kept as evidence, to read")
    assert change < page.index(">Hospitals<") < evidence < page.index(">Deliveries<")


def test_what_a_message_said_can_be_read_and_not_rewritten(administrator: Client) -> None:
    told = make_reminder(make_surgery(make_unit()), due_at=LONG_AGO, latest_at=LONG_AGO)
    sent = make_delivery(told, channel="sms", transport="x", address="1", body="As sent", armed_at=LONG_AGO)
    page = reverse("admin:procedures_delivery_change", args=[sent.pk])

    read = administrator.get(page)
    written = administrator.post(page, {"body": "Otherwise"})

    sent.refresh_from_db()
    assert "As sent" in read.content.decode()
    assert written.status_code == 403
    assert sent.body == "As sent"


def test_a_new_person_gets_a_role_in_a_unit(administrator: Client) -> None:
    unit = make_unit()
    password = "quite a long one 17"
    new = {"username": "noel", "usable_password": "true", "password1": password, "password2": password}
    no_rows = {"memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0"}
    administrator.post(reverse("admin:procedures_user_add"), new | no_rows)
    noel = User.objects.get(username="noel")

    administrator.post(
        reverse("admin:procedures_user_change", args=[noel.pk]),
        {
            "username": "noel",
            "is_active": "on",
            "memberships-TOTAL_FORMS": "1",
            "memberships-INITIAL_FORMS": "0",
            "memberships-0-unit": str(unit.pk),
            "memberships-0-role": "nurse",
        },
    )

    assert noel.holds("nurse", unit=unit)


def test_people_are_never_deleted(administrator: Client) -> None:
    nurse = make_nurse(make_unit())

    answer = administrator.post(reverse("admin:procedures_user_delete", args=[nurse.pk]), {"post": "yes"})

    assert answer.status_code == 403
    assert User.objects.filter(pk=nurse.pk).exists()


def test_the_administrators_pages_have_no_door_of_their_own(client: Client) -> None:
    answer = client.get("/admin/", follow=True)

    assert answer.redirect_chain[-1][0] == f"{reverse('sign-in')}?next=%2Fadmin%2F"
    assert "This part is for hospital staff." in answer.content.decode()


def test_a_nurse_has_no_business_there(client: Client) -> None:
    client.force_login(make_nurse(make_unit()))

    answer = client.get("/admin/", follow=True)

    assert "The page you asked for is not open to you." in answer.content.decode()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_administrators_get_in(client: Client, role: Role) -> None:
    client.force_login(make_staff(make_unit(), role))

    for address in ADDRESSES:
        answer = client.get(reverse(address))
        assert answer.status_code in (302, 403), address
        assert "Hospital" not in answer.content.decode()


def test_whoever_is_not_signed_in_is_led_to_the_one_sign_in_page(client: Client) -> None:
    for address in ADDRESSES:
        answer = client.get(reverse(address), follow=True)
        assert answer.redirect_chain[-1][0].startswith(reverse("sign-in")), address


def test_a_unit_is_never_deleted(administrator: Client) -> None:
    unit = make_unit()

    assert administrator.post(reverse("admin:procedures_unit_delete", args=[unit.pk])).status_code == 403


def test_the_pages_obey_the_same_strict_policy(administrator: Client) -> None:
    for address in ADDRESSES:
        answer = administrator.get(reverse(address))
        page = answer.content.decode()
        assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]
        assert " style=" not in page, address
        assert not re.search(r"<script(?![^>]*src=)[^>]*>\s*\S", page), address
        assert not re.search(r"\son[a-z]+=", page), address


def test_the_first_page_leads_to_what_is_held_on_a_patient_where_it_is_open(administrator: Client) -> None:
    before = administrator.get(reverse("admin:index")).content.decode()
    Membership.objects.create(user=User.objects.get(username="ada"), unit=make_unit(), role=Role.ADMINISTRATOR)

    after = administrator.get(reverse("admin:index")).content.decode()

    assert f'href="{reverse("records")}"' not in before
    assert f'href="{reverse("records")}"' in after


def test_the_menu_leads_back_to_the_administrators_pages(administrator: Client) -> None:
    Membership.objects.create(user=User.objects.get(username="ada"), unit=make_unit(), role=Role.ADMINISTRATOR)

    assert f'href="{reverse("admin:index")}"' in administrator.get(reverse("records")).content.decode()
