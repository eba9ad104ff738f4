"""A code: six digits, ten minutes, once, five tries, for the browser that asked; and the device that it opens."""

from datetime import UTC, datetime, timedelta

import pytest

from procedures.patients.links import link_for, revoke_links
from procedures.patients.models import Caregiver, Device, Patient, PatientLink, SignInCode
from procedures.patients.signing_in import CodeNotGood, NotSentAgain, ask_for_code, close_devices, digits_of, enter_code
from tests.cast import make_patient, make_unit

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
By = SignInCode.By


@pytest.fixture
def link(db: None) -> PatientLink:
    return link_for(make_patient(make_unit()), now=NOW)


def ask(link: PatientLink, *, now: datetime = NOW, by: By = By.SMS, instead_of: int | None = None) -> SignInCode:
    return ask_for_code(link, by=by, instead_of=instead_of, now=now)


def enter(code: SignInCode, digits: str = "", *, is_remembered: bool = True, now: datetime = NOW) -> Device:
    return enter_code(
        code.pk, digits or digits_of(code.nonce), device="Safari · iPhone", is_remembered=is_remembered, now=now
    )


def wrong(code: SignInCode) -> str:
    return f"{(int(digits_of(code.nonce)) + 1) % 10**6:06}"


def test_a_code_has_six_digits_and_they_are_not_in_the_database(link: PatientLink) -> None:
    code = ask(link)

    stored = " ".join(str(value) for value in SignInCode.objects.values().get().values())

    assert len(digits_of(code.nonce)) == 6
    assert digits_of(code.nonce).isdecimal()
    assert digits_of(code.nonce) not in stored


def test_the_right_code_opens_the_list_on_this_device(link: PatientLink) -> None:
    device = enter(ask(link))

    assert device.link == link
    assert list(Device.objects.standing(NOW)) == [device]


def test_it_works_with_a_gap_between_the_figures(link: PatientLink) -> None:
    code = ask(link)
    digits = digits_of(code.nonce)

    assert enter(code, f" {digits[:3]} {digits[3:]} ")


def test_it_works_once(link: PatientLink) -> None:
    code = ask(link)
    enter(code)

    with pytest.raises(CodeNotGood, match="too old"):
        enter(code)


def test_it_works_for_ten_minutes(link: PatientLink) -> None:
    code = ask(link)

    with pytest.raises(CodeNotGood, match="too old"):
        enter(code, now=NOW + timedelta(minutes=10))
    assert enter(code, now=NOW + timedelta(minutes=9, seconds=59))


def test_after_five_wrong_tries_even_the_right_one_is_refused(link: PatientLink) -> None:
    code = ask(link)
    for left in ("4 tries", "3 tries", "2 tries", "1 try"):
        with pytest.raises(CodeNotGood, match=left):
            enter(code, wrong(code))
    with pytest.raises(CodeNotGood, match="wrong too often"):
        enter(code, wrong(code))

    with pytest.raises(CodeNotGood, match="too old"):
        enter(code)


def test_without_a_code_that_this_browser_asked_for_nothing_opens(link: PatientLink) -> None:
    code = ask(link)

    for key in (None, 0, code.pk + 1):
        with pytest.raises(CodeNotGood):
            enter_code(key, digits_of(code.nonce), device="", is_remembered=True, now=NOW)


def test_a_stranger_who_asks_for_codes_ends_none_that_the_patient_is_typing(link: PatientLink) -> None:
    hers = ask(link)

    ask(link, now=NOW + timedelta(minutes=1))

    assert enter(hers, now=NOW + timedelta(minutes=2))


def test_asking_again_from_the_same_browser_ends_the_code_before(link: PatientLink) -> None:
    first = ask(link)
    ask(link, now=NOW + timedelta(minutes=1), instead_of=first.pk)

    with pytest.raises(CodeNotGood):
        enter(first, now=NOW + timedelta(minutes=1))


def test_a_second_text_is_not_sent_at_once(link: PatientLink) -> None:
    ask(link)

    with pytest.raises(NotSentAgain, match=r"just sent a code.*\+1 212-555-0101"):
        ask(link, now=NOW + timedelta(seconds=20))
    assert SignInCode.objects.count() == 1


def test_nobody_is_sent_more_than_six_an_hour_and_the_way_by_telephone_stays_open(link: PatientLink) -> None:
    for minute in range(6):
        ask(link, now=NOW + timedelta(minutes=minute))

    with pytest.raises(NotSentAgain, match=r"Ask again in 54 minutes, or call \+1 212-555-0101 now"):
        ask(link, now=NOW + timedelta(minutes=6))
    assert ask(link, by=By.TELEPHONE, now=NOW + timedelta(minutes=6))
    assert ask(link, now=NOW + timedelta(minutes=61))


def test_a_remembered_device_stays_open_for_30_days_another_for_12_hours(link: PatientLink) -> None:
    own = enter(ask(link))
    shared = enter(ask(link, now=NOW + timedelta(minutes=1)), is_remembered=False, now=NOW)

    def is_open(device: Device, after: timedelta) -> bool:
        return Device.objects.standing(NOW + after).filter(pk=device.pk).exists()

    assert is_open(own, timedelta(days=29, hours=23))
    assert not is_open(own, timedelta(days=30))
    assert is_open(shared, timedelta(hours=11))
    assert not is_open(shared, timedelta(hours=12))


def test_taking_the_links_back_closes_the_list_everywhere(link: PatientLink) -> None:
    enter(ask(link))

    assert revoke_links(link.patient, now=NOW) == (1, 1)

    assert not Device.objects.standing(NOW).exists()


def test_one_closes_ones_own_devices_and_nobody_elses(link: PatientLink) -> None:
    ana = Caregiver.objects.create(
        patient=link.patient, name="Ana", wording_version="test", named_at=NOW, may_see_list=True
    )
    hers = enter(ask(link_for(link.patient, caregiver=ana, now=NOW)))
    own = enter(ask(link))
    other: Patient = make_patient(link.patient.units.get(), "Noah")
    theirs = enter(ask(link_for(other, now=NOW)))

    assert close_devices(link, device=hers.pk, now=NOW) == 0
    assert close_devices(link, device=theirs.pk, now=NOW) == 0
    assert close_devices(link, now=NOW) == 1

    assert set(Device.objects.standing(NOW)) == {hers, theirs}
    own.refresh_from_db()
    assert own.revoked_at == NOW


def test_with_the_patients_word_taken_back_the_caregivers_list_closes(link: PatientLink) -> None:
    ana = Caregiver.objects.create(
        patient=link.patient, name="Ana", wording_version="test", named_at=NOW, may_see_list=True
    )
    enter(ask(link_for(link.patient, caregiver=ana, now=NOW)))

    Caregiver.objects.update(withdrawn_at=NOW)

    assert not Device.objects.standing(NOW).exists()
