"""What the page on security says of whole pages and cookies, each asked for as a stranger would."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from procedures.hospitals.models import User
from procedures.patients.links import link_for
from procedures.patients.models import SignInCode
from procedures.patients.signing_in import ask_for_code, digits_of
from procedures.web.patient.code import CODE
from tests.cast import make_clinician, make_nurse, make_patient, make_unit
from tests.web.patient_cast import NOON, make_list, open_list_of
from tests.web.signing.people import PASSWORD, give_password, is_in, set_up_app, spare_codes

pytestmark = pytest.mark.django_db
At = Callable[[datetime], None]


@pytest.fixture
def nora() -> User:
    return make_nurse(make_unit())


def test_a_new_database_has_no_account() -> None:
    assert not get_user_model().objects.exists()


@pytest.mark.parametrize(
    "address",
    ["/.git/config", "/.env", "/manage.py", "/static/", "/static/../prepapp/settings.py", "/media/", "/server-status"],
)
def test_nothing_is_served_but_pages_and_styles(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_what_stands_in_an_address_does_not_count_as_posted(client: Client, nora: User) -> None:
    client.post(reverse("sign-in") + f"?username=nora&password={PASSWORD.replace(' ', '+')}")

    assert "_auth_user_id" not in client.session


def test_a_form_takes_nothing_but_its_own_fields(client: Client, nora: User) -> None:
    client.force_login(nora)
    new = "orange lantern river sofa"
    form = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}

    client.post(reverse("password-change"), form | {"is_superuser": "on", "is_staff": "on", "username": "root"})

    nora.refresh_from_db()
    assert nora.check_password(new)
    assert (nora.username, nora.is_staff, nora.is_superuser) == ("nora", False, False)


def test_a_password_is_taken_whole_however_long_and_whatever_is_in_it(client: Client, nora: User) -> None:
    long_one = "  Zürich 東京 🌊 " + "orange lantern river sofa " * 6
    nora.set_password(long_one)
    nora.save()
    set_up_app(nora)

    cut = give_password(client, password=long_one[:64])
    whole = give_password(client, password=long_one)

    assert cut.status_code == 200
    assert whole.url.startswith(reverse("mfa_authenticate"))


def test_a_page_that_asks_for_a_password_lets_it_be_pasted_and_shown_by_the_browser(client: Client) -> None:
    page = client.get(reverse("sign-in")).content.decode()

    assert 'type="password"' in page
    assert 'autocomplete="current-password"' in page
    assert "onpaste" not in page


def test_spare_codes_have_eight_figures_and_are_all_different(nora: User) -> None:
    RecoveryCodes.activate(nora)

    codes = spare_codes(nora)

    assert len(set(codes)) == len(codes) >= 8
    assert all(len(code) == 8 and code.isdecimal() for code in codes)


def test_every_page_offers_to_leave(client: Client, nora: User, at: At) -> None:
    at(NOON)
    client.force_login(nora)
    staff = client.get(reverse("board")).content.decode()
    patient = Client()
    unit = nora.memberships.get().unit
    open_list_of(patient, make_list(unit, now=NOON - timedelta(days=3)).patient)

    assert f'action="{reverse("sign-out")}"' in staff
    assert f'action="{reverse("patient-close")}"' in patient.get(reverse("patient-list")).content.decode()


def test_what_is_kept_on_a_phone_goes_when_the_list_is_closed(client: Client, at: At) -> None:
    at(NOON)
    open_list_of(client, make_list(now=NOON - timedelta(days=3)).patient)

    answer = client.post(reverse("patient-close"))

    assert '"storage"' in answer.headers["Clear-Site-Data"]


def test_nothing_of_one_person_is_left_on_a_phone_for_the_next(client: Client, at: At) -> None:
    """What is kept of one's own stays: ticks that were made without a network are still to be sent."""
    at(NOON)
    surgery = make_list()
    open_list_of(client, make_patient(surgery.unit, "Nina", "Berg", phone="+12125550199"))

    answers = []
    for minutes in (0, 5):
        at(NOON + timedelta(minutes=minutes))
        link = link_for(surgery.patient, now=NOON)
        code = ask_for_code(link, by=SignInCode.By.EMAIL, now=NOON + timedelta(minutes=minutes))
        session = client.session
        session[CODE] = code.pk
        session.save()
        answers.append(client.post(reverse("patient-code"), {"code": digits_of(code.nonce)}))

    assert [answer.status_code for answer in answers] == [302, 302]
    assert [answer.headers.get("Clear-Site-Data") for answer in answers] == ['"storage"', None]


def test_what_somebody_looks_for_is_never_a_pattern(client: Client, nora: User) -> None:
    client.force_login(nora)

    for words in ("(((", "[a-", "*", "(a+)+$", "%", "_", "\\"):
        answer = client.post(reverse("board-search"), {"search": words}, follow=True)
        assert answer.status_code == 200


def test_the_page_for_documents_names_the_kinds_and_the_size_it_takes(client: Client) -> None:
    client.force_login(make_clinician(make_unit()))

    page = client.get(reverse("document-import")).content.decode()

    for said in ("PDF", "Word", "10 MB"):
        assert said in page


def test_someone_made_inactive_is_out_at_the_next_press(client: Client, nora: User) -> None:
    client.force_login(nora)
    before = is_in(client)

    User.objects.update(is_active=False)

    assert before
    assert not is_in(client)
