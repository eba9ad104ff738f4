"""What a password of the staff must be: long, and not one that others guess first. No rules about signs and digits.

The lists need no network. Django brings the 20,000 passwords that were met most often in breaches; a hospital may name
a longer list of its own. Most of those are short, and people make them long by adding to them, so the part that was
added to is looked up too.
"""

import re
import secrets
from datetime import timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

# How long the first password that an administrator gives may wait for its owner.
INITIAL_LASTS = timedelta(days=3)
# No 0, 1, l, o: it is read from paper, or over the telephone.
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
_LOOKS_LIKE = str.maketrans("013457@$!", "oleastasi")
# Names that whoever knows the place tries first.
_OF_THE_PLACE = ("prepapp", "hospital", "nurse", "surgery")


class NotGuessedFirst(CommonPasswordValidator):
    """Refuse what stands in a list of breached passwords, also when something was added to it or it was doubled."""

    def validate(self, password: str, user: object = None) -> None:  # noqa: ARG002 - Django's call
        """Refuse a password that others guess first.

        :raises ValidationError: with words that say what to do.
        """
        known = self.passwords | _own_list(settings.BREACHED_PASSWORDS)
        if any(core in known for core in _cores(password)):
            raise ValidationError(
                "This password is one of those that are guessed first. Take three or four words that do not belong "
                "together.",
                code="password_too_common",
            )

    def get_help_text(self) -> str:
        """What the form says beforehand."""
        return "It must not be one that is often used. Three or four words that do not belong together are good."


def new_initial_password() -> str:
    """A password to begin with, easy to read out: four groups of four letters, 80 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def _cores(password: str) -> set[str]:
    """What is left of `password` without what people add: capitals, figures and signs around it, the word again."""
    small = password.strip().casefold()
    found = {small}
    for written in (small, small.translate(_LOOKS_LIKE)):
        bare = re.sub(r"^[^a-z]+|[^a-z]+$", "", written)
        found |= {written, bare, _half(written), _half(bare)}
    return {core for core in found if len(core) > 3}


def _half(word: str) -> str:
    """What is written twice, or three times; "" for anything else."""
    return match[1] if (match := re.fullmatch(r"(.+?)\1+", word)) else ""


@cache
def _own_list(path: str) -> frozenset[str]:
    if not path:
        return frozenset(_OF_THE_PLACE)
    with Path(path).open(encoding="utf-8", errors="replace") as lines:
        return frozenset(line.strip().casefold() for line in lines) | frozenset(_OF_THE_PLACE)
