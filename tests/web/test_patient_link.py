"""The door before the list: it shows nothing of the patient, sends nothing by being looked at, and says what to do."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from procedures.checklists.models import Reminder
from procedures.hospitals.models import Hospital, User
from procedures.messaging.models import Delivery, OutboxMessage
from procedures.patients.links import LIFETIME, link_for, token_of
from procedures.patients.models import Device, Patient, PatientLink, SignInCode
from procedures.patients.signing_in import digits_of
from tests.cast import make_patient, make_unit
from tests.messaging.due import dispatch_at as run_engine
from tests.web.patient_cast import BIRTH_DATE, NOON, make_list, open_list_of

pytestmark = pytest.mark.django_db
At = Callable[[datetime], None]


@pytest.fixture
def maria(at: At) -> Patient:
    at(NOON)
    return make_list().patient


def address(patient: Patient) -> str:
    return reverse("patient-link", args=[token_of(link_for(patient, now=NOON))])


def enter(client: Client, digits: str = "", **more: str) -> str:
    code = SignInCode.objects.latest("pk")
    return client.post(reverse("patient-code"), {"code": digits or digits_of(code.nonce)} | more).content.decode()


def texts(words: str) -> list[OutboxMessage]:
    """The texts that came and say `words`."""
    return [text for text in OutboxMessage.objects.order_by("pk") if words in text.body]


def is_open(client: Client) -> bool:
    return client.get(reverse("patient-list")).status_code == 200


def test_the_page_names_the_hospital_and_nothing_of_the_patient(client: Client, maria: Patient) -> None:
    page = client.get(address(maria)).content.decode()

    assert "Lakeside Hospital" in page
    assert "(212) 555-0101" in page
    for private in ("Maria", "Lopez", "Knee", "8 December", "Stop eating", "1951-", "555-0123", "maria@"):
        assert private not in page


def test_it_shows_enough_of_a_number_to_know_ones_own(client: Client, maria: Patient) -> None:
    page = client.get(address(maria)).content.decode()

    assert "number ending in …23" in page
    assert "m…@example.org" in page


def test_a_mail_scanner_that_follows_the_link_changes_and_sends_nothing(client: Client, maria: Patient) -> None:
    link = address(maria)
    before, waiting = PatientLink.objects.values().get(), Reminder.objects.count()

    for _ in range(20):
        client.head(link)
        client.get(link)

    assert PatientLink.objects.values().get() == before
    assert Reminder.objects.count() == waiting
    assert not SignInCode.objects.exists()
    assert client.get(reverse("patient-list")).status_code == 403


def test_a_code_by_text_opens_the_list(client: Client, maria: Patient) -> None:
    answer = client.post(address(maria), {"by": "sms"}, follow=True)
    assert "text to the number ending in …23" in answer.content.decode()
    run_engine(NOON)
    (text,) = texts("your code")
    digits = re.search(r"\b\d{6}\b", text.body)
    assert digits

    answer = client.post(reverse("patient-code"), {"code": digits[0], "is_own": "on"}, follow=True)

    assert answer.redirect_chain == [(reverse("patient-list"), 302)]
    assert "Maria" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]


def test_it_goes_at_five_in_the_morning_too_and_whatever_else_was_said_that_day(
    client: Client, maria: Patient, at: At
) -> None:
    Hospital.objects.update(messages_a_day=1)
    night = NOON + timedelta(hours=17)
    at(night)

    client.post(address(maria), {"by": "sms"})
    run_engine(night)

    assert [text.accepted_at for text in texts("your code")] == [night]


def test_without_consent_to_reminders_a_code_goes_to_who_asks_for_it(client: Client, maria: Patient) -> None:
    maria.consents.update(withdrawn_at=NOON)

    client.post(address(maria), {"by": "sms"})
    run_engine(NOON)

    assert texts("your code")


def test_whoever_reads_the_messages_of_a_patient_cannot_open_the_list_with_one(client: Client, maria: Patient) -> None:
    client.post(address(maria), {"by": "sms"})
    run_engine(NOON)

    kept = Delivery.objects.get(reminders__kind=Reminder.Kind.CODE)

    assert "••••••" in kept.body
    assert digits_of(SignInCode.objects.get().nonce) not in f"{kept.body}{kept.subject}{kept.html}"


def test_the_code_is_bound_to_the_browser_that_asked(client: Client, maria: Patient) -> None:
    client.post(address(maria), {"by": "sms"})
    thief = Client()

    enter(thief)

    assert not is_open(thief)
    enter(client)
    assert is_open(client)


def test_a_wrong_code_is_told_plainly_with_the_number_to_call(client: Client, maria: Patient) -> None:
    client.post(address(maria), {"by": "sms"})
    right = digits_of(SignInCode.objects.get().nonce)

    page = enter(client, f"{(int(right) + 1) % 10**6:06}")

    assert "not the code we sent" in page
    assert "You have 4 tries left" in page
    assert "(212) 555-0101" in page
    assert not is_open(client)


@pytest.mark.parametrize("said", ["", "12345", "1234567", "abcdef", "１２３４５６"])
def test_what_is_no_code_is_told_and_not_counted_as_a_try(client: Client, maria: Patient, said: str) -> None:
    client.post(address(maria), {"by": "sms"})

    page = client.post(reverse("patient-code"), {"code": said}).content.decode()

    assert "6 figures" in page
    assert SignInCode.objects.get().tries == 0


def test_a_browser_that_never_asked_is_told_to_open_the_link(client: Client, maria: Patient) -> None:
    answer = client.get(reverse("patient-code"))

    assert answer.status_code == 403
    assert "Please open your link again" in answer.content.decode()


def test_an_open_list_needs_no_second_code_on_the_same_device(client: Client, maria: Patient) -> None:
    client.post(address(maria), {"by": "sms"})
    enter(client, is_own="on")

    assert client.get(address(maria)).headers["Location"] == reverse("patient-list")


def test_a_phone_of_ones_own_stays_open_for_30_days(client: Client, maria: Patient, at: At) -> None:
    client.post(address(maria), {"by": "sms"})
    enter(client, is_own="on")

    at(NOON + timedelta(days=29))
    assert is_open(client)
    at(NOON + timedelta(days=31))
    assert not is_open(client)


def test_a_computer_that_others_use_closes_after_12_hours(client: Client, maria: Patient, at: At) -> None:
    client.post(address(maria), {"by": "sms"})
    enter(client)

    at(NOON + timedelta(hours=13))
    assert not is_open(client)


def test_leaving_the_list_closes_it_for_good(client: Client, maria: Patient) -> None:
    client.post(address(maria), {"by": "sms"})
    enter(client, is_own="on")
    stolen = client.cookies["session"].value

    client.post(reverse("patient-close"))

    thief = Client()
    thief.cookies["session"] = stolen
    assert not is_open(thief)
    assert Device.objects.get().revoked_at == NOON


def test_opening_a_list_signs_staff_out_so_that_their_sign_in_lasts_no_longer_than_a_shift(
    client: Client, maria: Patient
) -> None:
    client.force_login(User.objects.get())
    old_key = client.session.session_key

    client.post(address(maria), {"by": "sms"})
    enter(client)

    assert "_auth_user_id" not in client.session
    assert client.session.session_key != old_key
    assert is_open(client)


def test_asking_for_a_code_leaves_staff_signed_in(client: Client, maria: Patient) -> None:
    client.force_login(User.objects.get())

    client.post(address(maria), {"by": "sms"})

    assert "_auth_user_id" in client.session


def test_whoever_gets_no_messages_may_call_for_a_code(client: Client, maria: Patient) -> None:
    maria.phone, maria.email = "", ""
    maria.save()

    page = client.get(address(maria)).content.decode()
    assert "a nurse will read one out" in page
    waiting = Reminder.objects.count()
    client.post(address(maria), {"by": "telephone"})

    assert Reminder.objects.count() == waiting
    enter(client)
    assert is_open(client)


# --- the birth date, where the hospital wants it too ---


@pytest.fixture
def careful(maria: Patient) -> Patient:
    Hospital.objects.update(asks_birth_date=True)
    maria.hospital.refresh_from_db()
    return maria


def test_where_the_hospital_wants_it_the_birth_date_comes_before_the_code(client: Client, careful: Patient) -> None:
    refused = client.post(address(careful), {"by": "sms"}).content.decode()
    assert "Enter your date of birth" in refused
    assert not SignInCode.objects.exists()

    client.post(address(careful), BIRTH_DATE)
    client.post(address(careful), {"by": "sms"})
    enter(client)

    assert is_open(client)


def test_the_birth_date_alone_opens_nothing(client: Client, careful: Patient) -> None:
    client.post(address(careful), BIRTH_DATE)

    assert not is_open(client)


def test_a_wrong_birth_date_is_told_plainly_with_the_number_to_call(client: Client, careful: Patient) -> None:
    answer = client.post(address(careful), BIRTH_DATE | {"year": "1952"})

    assert "not the date of birth we have" in answer.content.decode()
    assert "(212) 555-0101" in answer.content.decode()


@pytest.mark.parametrize(
    ("day", "month", "year", "words"),
    [
        ("31", "2", "1951", "There is no such date"),
        ("", "4", "1951", "Fill in all three boxes"),
        ("nine", "4", "1951", "Fill in all three boxes"),
        ("９", "4", "1951", "Fill in all three boxes"),
        ("9", "4", "51", "four figures"),
        ("9", "4", "2951", "four figures"),
        ("9", "4", "0", "no such date"),
    ],
)
def test_what_is_no_date_is_told_and_not_counted_as_a_try(
    client: Client, careful: Patient, day: str, month: str, year: str, words: str
) -> None:
    answer = client.post(address(careful), {"day": day, "month": month, "year": year})

    assert words in answer.content.decode()
    assert PatientLink.objects.get().failures == 0


def test_after_five_wrong_tries_it_waits_and_says_how_long(client: Client, careful: Patient, at: At) -> None:
    for _ in range(5):
        answer = client.post(address(careful), BIRTH_DATE | {"year": "1952"})
    locked = client.post(address(careful), BIRTH_DATE)

    assert "Try again in 15 minutes" in answer.content.decode()
    assert "Try again in 15 minutes" in locked.content.decode()
    at(NOON + timedelta(minutes=16))
    assert client.post(address(careful), BIRTH_DATE).status_code == 302


def test_americans_write_the_month_first(client: Client, careful: Patient) -> None:
    page = client.get(address(careful)).content.decode()

    assert page.index('name="month"') < page.index('name="day"') < page.index('name="year"')


# --- links that do not work ---


def test_a_link_that_was_tampered_with_says_what_to_do(client: Client, maria: Patient) -> None:
    answer = client.get(address(maria)[:-4] + "xxx/")

    assert answer.status_code == 404
    assert "Open the newest message" in answer.content.decode()


def test_an_old_link_names_the_number_to_call(client: Client, maria: Patient, at: At) -> None:
    old = address(maria)
    at(NOON + LIFETIME + timedelta(days=1))

    answer = client.get(old)

    assert answer.status_code == 410
    assert "(212) 555-0101" in answer.content.decode()
    assert "Maria" not in answer.content.decode()


def test_from_an_old_link_one_has_a_new_one_sent_without_calling(client: Client, maria: Patient, at: At) -> None:
    old = address(maria)
    late = NOON + LIFETIME + timedelta(days=1)
    at(late)

    answer = client.post(f"{old}new/")
    run_engine(late)

    assert "Look at your messages" in answer.content.decode()
    (sent,) = texts("as you asked")
    link = re.search(r"/p/[\w-]+/", sent.body)
    assert link
    assert client.get(link[0]).status_code == 200


def test_taking_a_link_back_closes_the_list_that_it_opened(client: Client, maria: Patient) -> None:
    client.post(address(maria), {"by": "sms"})
    enter(client)
    PatientLink.objects.update(revoked_at=NOON)

    assert not is_open(client)


def test_the_secret_in_the_address_is_not_written_into_the_log(
    client: Client, maria: Patient, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(8):
        client.post(address(maria), {"by": "sms"})

    assert token_of(PatientLink.objects.get()) not in caplog.text


def test_a_patient_without_a_list_reads_that_none_is_ready(client: Client, at: At) -> None:
    at(NOON)
    client.post(address(make_patient(make_unit())), {"by": "telephone"})
    enter(client)

    page = client.get(reverse("patient-list")).content.decode()

    assert "There is no list for you yet" in page


# --- "Send me a new link" ---


@pytest.mark.parametrize("contact", ["(212) 555-0123", "+1 212 555 0123", "maria@example.org", "MARIA@example.org"])
def test_whoever_lost_the_link_has_it_sent_to_the_number_or_address_that_we_know(
    client: Client, maria: Patient, contact: str
) -> None:
    client.post(reverse("patient-new-link"), {"contact": contact})

    sent = Reminder.objects.get(kind=Reminder.Kind.LINK)
    assert sent.surgery.patient == maria
    assert sent.channels == ("email" if "@" in contact else "sms")


def test_a_stranger_does_not_learn_whether_a_number_is_known(client: Client, maria: Patient) -> None:
    known = client.post(reverse("patient-new-link"), {"contact": "(212) 555-0123"})
    unknown = client.post(reverse("patient-new-link"), {"contact": "(212) 555-0199"})

    def said(page: str) -> str:
        return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", page)

    assert (known.status_code, said(known.content.decode())) == (unknown.status_code, said(unknown.content.decode()))
    assert Reminder.objects.filter(kind=Reminder.Kind.LINK).count() == 1


def test_no_phone_is_filled_with_links(client: Client, maria: Patient) -> None:
    for _ in range(8):
        client.post(reverse("patient-new-link"), {"contact": "(212) 555-0123"})

    assert Reminder.objects.filter(kind=Reminder.Kind.LINK).count() == 3


@pytest.mark.parametrize("contact", ["", "12", "maria@", "not a number", "\0"])
def test_what_is_neither_number_nor_address_is_told(client: Client, maria: Patient, contact: str) -> None:
    page = client.post(reverse("patient-new-link"), {"contact": contact}).content.decode()

    assert 'role="alert"' in page
    assert not Reminder.objects.filter(kind=Reminder.Kind.LINK).exists()


# --- where the list is open ---


def test_one_closes_the_list_on_another_device_and_stays_where_one_is(client: Client, maria: Patient) -> None:
    lost = Client()
    old = open_list_of(lost, maria)
    open_list_of(client, maria)

    page = client.get(reverse("patient-devices")).content.decode()
    client.post(reverse("patient-devices-close"), {"device": old.pk})

    assert "Close it there" in page
    assert not is_open(lost)
    assert is_open(client)


def test_nobody_closes_another_patients_list(client: Client, maria: Patient) -> None:
    other = Client()
    theirs = open_list_of(other, make_patient(maria.units.get(), "Noah", phone="+12125550177"))
    open_list_of(client, maria)

    client.post(reverse("patient-devices-close"), {"device": theirs.pk})

    assert is_open(other)
