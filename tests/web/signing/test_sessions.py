"""How long a session lives, where one is signed in, and what a stolen cookie is worth."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings as given
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from procedures.hospitals.models import User
from procedures.hospitals.staff_sessions import StaffSession
from tests.cast import make_nurse, make_unit
from tests.web.conftest import NOW
from tests.web.signing.people import PASSWORD, give_password, is_in

pytestmark = pytest.mark.django_db
At = Callable[[datetime], None]


@pytest.fixture(autouse=True)
def one_step(settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def nora(at: At) -> User:
    return make_nurse(make_unit())


def stolen(client: Client) -> Client:
    """Another browser with a copy of the session's cookie."""
    thief = Client(REMOTE_ADDR="10.9.9.9")
    thief.cookies[given.SESSION_COOKIE_NAME] = client.cookies[given.SESSION_COOKIE_NAME].value
    return thief


def test_half_an_hour_without_a_touch_signs_out_and_says_why(client: Client, nora: User, at: At) -> None:
    give_password(client)
    at(NOW + timedelta(minutes=31))

    answer = client.get(reverse("board"), follow=True)

    assert answer.redirect_chain[-1][0] == f"{reverse('sign-in')}?next=/board/"
    assert "nobody used this page for 30 minutes" in answer.content.decode()


def test_a_touch_in_between_keeps_one_signed_in(client: Client, nora: User, at: At) -> None:
    give_password(client)
    at(NOW + timedelta(minutes=20))
    client.get(reverse("work-list"))
    at(NOW + timedelta(minutes=45))

    assert is_in(client)


def test_a_board_that_looks_for_news_by_itself_keeps_nobody_signed_in(client: Client, nora: User, at: At) -> None:
    give_password(client)
    for minutes in range(5, 31, 5):
        at(NOW + timedelta(minutes=minutes))
        answer = client.get(reverse("board"), headers={"HX-Request": "true"})

    assert answer.headers["HX-Redirect"].startswith(reverse("sign-in"))


def test_a_shift_ends_for_whoever_is_busy_too(client: Client, nora: User, at: At) -> None:
    give_password(client)
    for minutes in range(25, 14 * 60 + 25, 25):
        at(NOW + timedelta(minutes=minutes))
        answer = client.get(reverse("work-list"), follow=True)

    assert "Your sign-in has lasted 14 hours" in answer.content.decode()


def test_a_page_knows_when_it_ends_and_one_press_makes_it_longer(client: Client, nora: User, at: At) -> None:
    give_password(client)
    page = client.get(reverse("board")).content.decode()
    at(NOW + timedelta(minutes=28))

    by_script = client.post(reverse("session-stay"), headers={"Accept": "application/json"}).json()
    by_form = client.post(reverse("session-stay"), {"next": "/work/"})

    assert 'data-seconds="1800"' in page
    assert by_script == {"seconds": 1800}
    assert by_form.url == "/work/"


def test_staying_leads_to_no_other_site(client: Client, nora: User) -> None:
    give_password(client)

    assert client.post(reverse("session-stay"), {"next": "https://evil.example/"}).url == reverse("front")


def test_a_session_without_marks_opens_nothing(client: Client, nora: User) -> None:
    client.force_login(nora)
    session = client.session
    del session["staff"]
    session.save()

    assert not is_in(client)


def test_a_stolen_cookie_dies_when_its_owner_signs_out(client: Client, nora: User) -> None:
    give_password(client)
    thief = stolen(client)
    before = is_in(thief)

    client.post(reverse("sign-out"))

    assert before
    assert not is_in(thief)
    assert not StaffSession.objects.exists()


def test_a_cookie_from_before_the_sign_in_is_worth_nothing(client: Client, nora: User) -> None:
    client.get(reverse("sign-in"))
    session = client.session
    session["planted"] = "by someone else"
    session.save()
    client.cookies[given.SESSION_COOKIE_NAME] = session.session_key
    planted = stolen(client)

    give_password(client)

    assert not is_in(planted)
    assert is_in(client)


def test_one_sees_where_one_is_signed_in_and_ends_one_of_them(client: Client, nora: User) -> None:
    give_password(client)
    other = Client(REMOTE_ADDR="10.0.0.7", HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Gecko Firefox/140.0")
    give_password(other)
    page = client.get(reverse("mfa_index")).content.decode()
    row = StaffSession.objects.get(address="10.0.0.7")

    client.post(reverse("session-end", args=[row.pk]))

    assert "Firefox on Windows" in page
    assert "10.0.0.7" in page
    assert not is_in(other)
    assert is_in(client)


def test_signing_out_everywhere_else_leaves_this_one(client: Client, nora: User) -> None:
    others = [Client(), Client()]
    for each in (client, *others):
        give_password(each)

    client.post(reverse("sessions-end"))

    assert is_in(client)
    assert not any(is_in(each) for each in others)


def test_nobody_ends_a_colleagues_session(client: Client, nora: User) -> None:
    noel = make_nurse(make_unit(nora.memberships.get().unit.hospital, "Day surgery"), username="noel")
    other = Client()
    give_password(other, "noel")
    give_password(client)

    answer = client.post(reverse("session-end", args=[noel.staff_sessions.get().pk]))

    assert answer.status_code == 404
    assert is_in(other)


def change(client: Client, new: str, old: str = PASSWORD) -> Any:
    return client.post(reverse("password-change"), {"old_password": old, "new_password1": new, "new_password2": new})


def test_a_new_password_ends_every_other_session(client: Client, nora: User) -> None:
    other = Client()
    give_password(other)
    give_password(client)

    answer = change(client, "orange lantern river sofa")

    assert answer.url == reverse("mfa_index")
    assert is_in(client)
    assert not is_in(other)
    assert [row.session_key for row in StaffSession.objects.all()] == [client.session.session_key]


def test_the_old_password_must_be_told_and_cannot_be_guessed(client: Client, nora: User) -> None:
    give_password(client)
    for _ in range(5):
        change(client, "orange lantern river sofa", old="guess")

    answer = change(client, "orange lantern river sofa")

    assert "too many tries" in answer.content.decode()


def test_a_first_password_opens_only_the_page_that_changes_it(client: Client, nora: User) -> None:
    nora.take_initial_password("made by someone else", until=NOW + timedelta(days=3))
    nora.save()
    give_password(client, password="made by someone else")
    before = client.get(reverse("board")).url
    the_same = change(client, "made by someone else", old="made by someone else").content.decode()

    change(client, "orange lantern river sofa", old="made by someone else")

    assert before == reverse("password-change")
    assert "Take another one." in the_same
    assert is_in(client)


def test_a_first_password_that_nobody_used_runs_out(client: Client, nora: User) -> None:
    nora.take_initial_password("made by someone else", until=NOW)
    nora.save()

    answer = give_password(client, password="made by someone else")

    assert "This first password has run out." in answer.content.decode()


@pytest.mark.parametrize("back", ["00:00", "a\0b", "x", "javascript:alert(1)", "http://[", "//example.org"])
def test_staying_with_an_address_that_is_none_leads_to_the_front(client: Client, nora: User, back: str) -> None:
    client.force_login(nora)

    assert client.post(reverse("session-stay"), {"next": back}).url == reverse("front")
