"""A password is long and not guessed first; which signs it is made of is nobody's business."""

from pathlib import Path

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import override_settings

from prepapp import settings as real
from procedures.hospitals.models import User
from procedures.hospitals.passwords import new_initial_password


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "Passw0rd!!!!!",
        "iloveyou!2026",
        "sunshine2026!",
        "qwertyuiop12",
        "dragondragon",
        "Prepapp2026!!",
        "hospitalhospital",
        "nurse1234567",
    ],
)
def test_what_is_guessed_first_is_refused(password: str) -> None:
    with pytest.raises(ValidationError, match="guessed first"):
        validate_password(password)


@pytest.mark.parametrize(
    "password", ["orange lantern river sofa", "correcthorsebatterystaple", "þessi er íslensk löng", "mmmm nnnn oooo pq"]
)
def test_long_words_need_no_signs_and_no_figures(password: str) -> None:
    validate_password(password)


@pytest.mark.parametrize("password", ["short", "elevenchars", "nora.quinn.nora"])
def test_short_ones_and_ones_own_name_are_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, User(username="nora.quinn", first_name="Nora", last_name="Quinn"))


def test_a_hospital_adds_a_list_of_its_own(tmp_path: Path) -> None:
    own = tmp_path / "breached.txt"
    own.write_text("lakeside forever\n", encoding="utf-8")

    with override_settings(BREACHED_PASSWORDS=str(own)), pytest.raises(ValidationError):
        validate_password("Lakeside Forever 1!")


def test_first_passwords_pass_the_rules_and_differ() -> None:
    made = {new_initial_password() for _ in range(20)}

    for password in made:
        validate_password(password)
    assert len(made) == 20


def test_argon2_hashes_what_is_set_from_now_on() -> None:
    with override_settings(PASSWORD_HASHERS=real.PASSWORD_HASHERS):
        user = User()
        user.set_password("orange lantern river sofa")

    assert user.password.startswith("argon2")
