"""What the trail keeps of signing in, and what changing someone's access does."""

from collections.abc import Callable
from datetime import datetime

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from procedures.audit.models import AuditEntry
from procedures.hospitals.models import User
from tests.cast import make_nurse, make_surgery, make_unit
from tests.signed_in import mark
from tests.web.signing.people import PASSWORD, code_of, give_code, give_password, is_in, set_up_app

pytestmark = pytest.mark.django_db
LONG_SINCE = "2020-01-01T00:00:00+00:00"


@pytest.fixture
def nora() -> User:
    return make_nurse(make_unit())


@pytest.fixture
def ada(client: Client) -> User:
    ada = User.objects.create_superuser("ada", password=PASSWORD)
    client.force_login(ada)
    return ada


def acts() -> list[str]:
    return list(AuditEntry.objects.order_by("number").values_list("act", flat=True))


def test_signing_in_and_out_stands_in_the_trail(client: Client, nora: User) -> None:
    secret = set_up_app(nora)
    give_password(client, password="wrong")
    give_password(client)
    give_code(client, "000000")
    give_code(client, code_of(secret))
    client.post(reverse("sign-out"))

    assert acts() == ["sign-in failed", "sign-in failed", "signed in", "signed out"]
    assert [entry.facts for entry in AuditEntry.objects.order_by("number")][:3] == [
        {"account": nora.pk, "step": "password"},
        {"account": nora.pk, "step": "code"},
        {"steps": 2},
    ]


def test_a_name_that_was_only_tried_is_kept_nowhere(client: Client, db: None) -> None:
    give_password(client, "Maria Lopez", "wrong")

    assert AuditEntry.objects.get().facts == {"account": 0, "step": "password"}


def test_guessing_on_does_not_fill_the_trail(client: Client, nora: User, at: Callable[[datetime], None]) -> None:
    for _ in range(12):
        give_password(client, password="wrong")

    assert acts() == ["sign-in failed"] * 5


def test_a_new_second_step_and_a_new_password_stand_in_the_trail(client: Client, nora: User) -> None:
    give_password(client)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    new = "orange lantern river sofa"
    client.post(reverse("password-change"), {"old_password": PASSWORD, "new_password1": new, "new_password2": new})
    client.post(reverse("sessions-end"))

    assert acts()[1:] == ["factor changed", "password changed", "signed out everywhere"]


def changed(nora: User, **more: str) -> dict[str, str]:
    membership = nora.memberships.get()
    return {
        "username": "nora",
        "is_active": "on",
        "memberships-TOTAL_FORMS": "1",
        "memberships-INITIAL_FORMS": "1",
        "memberships-0-id": str(membership.pk),
        "memberships-0-user": str(nora.pk),
        "memberships-0-unit": str(membership.unit_id),
        "memberships-0-role": membership.role,
    } | more


def test_another_role_ends_the_sessions_that_had_the_old_one(client: Client, nora: User, ada: User) -> None:
    hers = Client()
    secret = set_up_app(nora)
    give_password(hers)
    give_code(hers, code_of(secret))
    before = is_in(hers)

    answer = client.post(
        reverse("admin:procedures_user_change", args=[nora.pk]), changed(nora, **{"memberships-0-role": "author"})
    )

    assert answer.status_code == 302
    assert before
    assert hers.get(reverse("board")).url.startswith(reverse("sign-in"))
    assert AuditEntry.objects.get(act="role changed").by_id == ada.pk


def test_people_are_changed_only_by_someone_who_has_just_proved_who_they_are(
    client: Client, nora: User, ada: User
) -> None:
    mark(client, proved=LONG_SINCE)
    address = reverse("admin:procedures_user_change", args=[nora.pk])

    asked = client.post(address, changed(nora, **{"memberships-0-role": "author"}))
    unchanged = nora.memberships.get().role
    client.post(asked.url, {"password": PASSWORD, "next": address})

    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert unchanged == "nurse"
    assert nora.memberships.get().role == "author"
    assert "re-authenticated" in acts()


def test_a_password_from_an_administrator_is_a_first_one(client: Client, nora: User, ada: User) -> None:
    new = "orange lantern river sofa"
    hers = Client()
    client.post(
        reverse("admin:auth_user_password_change", args=[nora.pk]),
        {"password1": new, "password2": new, "usable_password": "true"},
    )

    give_password(hers, password=new)

    assert hers.get(reverse("board")).url == reverse("password-change")
    given = AuditEntry.objects.filter(act="password changed").get()
    assert (given.by_id, given.facts) == (ada.pk, {"account": nora.pk})


def test_an_administrator_lets_someone_set_up_a_new_second_step(client: Client, nora: User, ada: User) -> None:
    set_up_app(nora)

    client.post(
        reverse("admin:procedures_user_changelist"), {"action": "forget_second_step", "_selected_action": [nora.pk]}
    )

    assert not Authenticator.objects.filter(user=nora).exists()


def test_an_administrator_signs_out_whom_they_choose_and_stays_in(client: Client, nora: User, ada: User) -> None:
    hers = Client()
    secret = set_up_app(nora)
    give_password(hers)
    give_code(hers, code_of(secret))
    before = is_in(hers)
    people = reverse("admin:procedures_user_changelist")

    answer = client.post(people, {"action": "sign_out", "_selected_action": [nora.pk, ada.pk]}, follow=True)

    assert before
    assert not is_in(hers)
    assert "Signed out in 1 place." in answer.content.decode()
    assert client.get(people).status_code == 200
    entries = AuditEntry.objects.filter(act="signed out everywhere").order_by("number")
    assert [(entry.by_id, entry.facts) for entry in entries] == [
        (ada.pk, {"account": user.pk, "sessions": ended}) for user, ended in ((ada, 0), (nora, 1))
    ]


def test_recording_a_death_asks_once_more_who_is_there(client: Client, nora: User) -> None:
    surgery = make_surgery(nora.memberships.get().unit)
    client.force_login(nora)
    mark(client, proved=LONG_SINCE)

    asked = client.post(reverse("surgery-death", args=[surgery.pk]), {"is_sure": "on"})
    before = surgery.patient.death_recorded_at
    client.post(asked.url, {"password": PASSWORD, "next": reverse("surgery-death", args=[surgery.pk])})

    surgery.patient.refresh_from_db()
    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert before is None
    assert surgery.patient.death_recorded_at is not None


def test_a_death_that_is_taken_back_is_an_act_of_its_own_in_the_trail(client: Client, nora: User) -> None:
    surgery = make_surgery(nora.memberships.get().unit)
    client.force_login(nora)

    client.post(reverse("surgery-death", args=[surgery.pk]), {"is_sure": "on"})
    client.post(reverse("surgery-death", args=[surgery.pk]), {"is_sure": "on", "step": "take-back"})

    assert acts() == ["death recorded", "death taken back"]


def test_keys_and_tokens_of_people_are_not_on_the_administrators_pages(client: Client, ada: User) -> None:
    shown = client.get("/admin/").content.decode()

    for word in ("Authenticator", "Social", "Email address"):
        assert word not in shown
