"""What went wrong is told in plain words, with what to do; never a bare page."""

import pytest
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path, reverse
from django.views import defaults
from pytest_django import DjangoAssertNumQueries

from procedures.web import urls as web_urls
from tests.cast import make_nurse, make_unit

pytestmark = pytest.mark.django_db


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("as an error in our code would")


def suspicious(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation


urlpatterns = [path("broken/", broken), path("suspicious/", suspicious), *web_urls.urlpatterns]


def test_an_unknown_address_says_where_to_go(client: Client) -> None:
    answer = client.get("/nowhere/")

    assert answer.status_code == 404
    assert "We cannot find this page" in answer.content.decode()
    assert "call your unit" in answer.content.decode()


def test_a_form_from_elsewhere_is_not_taken_and_says_how_to_send_it_again() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_nurse(make_unit()))

    answer = client.post(reverse("assign"), {})

    assert answer.status_code == 403
    assert "Please send that again" in answer.content.decode()
    assert "Nothing was saved." in answer.content.decode()


@pytest.mark.urls("tests.web.test_errors")
def test_an_error_of_ours_is_told_without_bare_words_or_details() -> None:
    answer = Client(raise_request_exception=False).get("/broken/")

    page = answer.content.decode()
    assert answer.status_code == 500
    assert "Something went wrong on our side" in page
    assert "Call your unit" in page
    assert "RuntimeError" not in page


def test_the_page_for_our_own_errors_needs_no_database_no_session_and_no_collected_files(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        answer = defaults.server_error(RequestFactory().get("/"))

    assert answer.status_code == 500
    assert b"/static/css/base.css" in answer.content


@pytest.mark.urls("tests.web.test_errors")
def test_a_request_that_cannot_be_read_is_told_so() -> None:
    answer = Client(raise_request_exception=False).get("/suspicious/")

    assert answer.status_code == 400
    assert "That did not work" in answer.content.decode()


@pytest.mark.parametrize(("name", "words"), [("sign-out", "Go to the start page"), ("patient-close", "Go to my list")])
def test_an_address_that_only_a_button_may_use_says_so_to_whoever_opens_it(
    client: Client, name: str, words: str
) -> None:
    answer = client.get(reverse(name), headers={"accept": "text/html,*/*"})

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert "This address is for a button" in answer.content.decode()
    assert words in answer.content.decode()


def test_a_program_gets_the_bare_answer(client: Client) -> None:
    assert client.get(reverse("patient-close"), headers={"accept": "application/json"}).content == b""


def test_browsers_that_look_for_an_icon_by_themselves_find_one(client: Client) -> None:
    answer = client.get("/favicon.ico")

    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(".png")
