"""Opening the list: six digits for the browser that asked for them, and the device on which it then stays open."""

import secrets
from datetime import datetime, timedelta

from django.db import models, transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from procedures.patients.links import telephone_for
from procedures.patients.models import Device, PatientLink, SignInCode

DIGITS = 6
# OWASP ASVS 5.0, 6.5.5: a code sent to someone lives at most 10 minutes.
GOOD_FOR = timedelta(minutes=10)
TRIES = 5
# A second text on its way would only confuse.
NOT_AGAIN = timedelta(seconds=30)
MOST_AN_HOUR = 6
# How long the list stays open on a device of one's own, and on one that others use too.
REMEMBERED = timedelta(days=30)
NOT_REMEMBERED = timedelta(hours=12)


class NotSentAgain(Exception):
    """A code was sent a moment ago, or too many were. Its words say how long to wait, and whom to call."""


class CodeNotGood(Exception):
    """The digits opened nothing. Its words say what to do; `is_over` when only another code helps."""

    def __init__(self, words: str, *, is_over: bool) -> None:
        super().__init__(words)
        self.is_over = is_over


@transaction.atomic
def ask_for_code(link: PatientLink, *, by: SignInCode.By, instead_of: int | None = None, now: datetime) -> SignInCode:
    """A new code for whoever opened `link`. The caller sends it, and keeps its key with the browser.

    `instead_of` is the code that this browser asked for before, which ends. A stranger who found the link ends none
    that the patient is just typing.

    :raises NotSentAgain: nothing is changed. Nobody can have more than six an hour sent to someone's phone.
    """
    PatientLink.objects.select_for_update(no_key=True).get(pk=link.pk)  # one request at a time
    whose = SignInCode.objects.filter(link__patient=link.patient_id, link__caregiver=link.caregiver_id, by=by)
    _refuse_too_many(whose.filter(created_at__gt=now - timedelta(hours=1)), link, now)
    SignInCode.objects.open(now).filter(pk=instead_of or 0, link=link).update(ended_at=now)
    return SignInCode.objects.create(
        link=link, nonce=secrets.token_urlsafe(18), by=by, created_at=now, expires_at=now + GOOD_FOR
    )


def digits_of(nonce: str) -> str:
    """The six digits. Derived with the server's key, so that a copy of the database tells none."""
    number = int(salted_hmac("procedures.patients.signing_in", nonce, algorithm="sha256").hexdigest(), 16)
    return f"{number % 10**DIGITS:0{DIGITS}}"


def enter_code(code_id: int | None, digits: str, *, device: str, is_remembered: bool, now: datetime) -> Device:
    """Open the list with `digits` on the device that asked for the code.

    :raises CodeNotGood: wrong ones are counted, also when many are tried at once.
    """
    found = _try(code_id, digits, now)
    # Raised outside the transaction, which must keep the count.
    if isinstance(found, CodeNotGood):
        raise found
    lasts = REMEMBERED if is_remembered else NOT_REMEMBERED
    return Device.objects.create(
        link=found, name=device[:60], is_remembered=is_remembered, opened_at=now, expires_at=now + lasts
    )


def close_devices(link: PatientLink, *, device: int | None = None, now: datetime) -> int:
    """Close the list on one device of the same reader, or on all of them; returns how many."""
    theirs = Device.objects.standing(now).filter(link__patient=link.patient_id, link__caregiver=link.caregiver_id)
    if device is not None:
        theirs = theirs.filter(pk=device)
    return Device.objects.filter(pk__in=list(theirs.values_list("pk", flat=True))).update(revoked_at=now)


@transaction.atomic
def _try(code_id: int | None, digits: str, now: datetime) -> PatientLink | CodeNotGood:
    codes = SignInCode.objects.select_for_update(no_key=True, of=("self",)).select_related("link__patient__hospital")
    code = codes.filter(pk=code_id or 0).first()
    if code is None or not SignInCode.objects.open(now).filter(pk=code.pk).exists():
        return CodeNotGood(_("This code is too old. Ask for a new one."), is_over=True)
    digits = "".join(digits.split())
    if constant_time_compare(digits_of(code.nonce), digits):
        code.used_at = now
        code.save(update_fields=["used_at"])
        return code.link
    code.tries += 1
    left = TRIES - code.tries
    if left <= 0:
        code.ended_at = now
    code.save(update_fields=["tries", "ended_at"])
    if left <= 0:
        return CodeNotGood(_("The code was wrong too often. Ask for a new one."), is_over=True)
    words = ngettext(
        "That is not the code we sent. Please check it. You have %(count)s try left.",
        "That is not the code we sent. Please check it. You have %(count)s tries left.",
        left,
    )
    return CodeNotGood(words % {"count": left}, is_over=False)


def _refuse_too_many(lately: models.QuerySet[SignInCode], link: PatientLink, now: datetime) -> None:
    asked = list(lately.order_by("-created_at").values_list("created_at", flat=True))
    telephone = {"telephone": telephone_for(link.patient)}
    if asked and now - asked[0] < NOT_AGAIN:
        said = _("We just sent a code. It can take a minute to come. Nothing comes? Call %(telephone)s.")
        raise NotSentAgain(said % telephone)
    if len(asked) >= MOST_AN_HOUR:
        until = asked[MOST_AN_HOUR - 1] + timedelta(hours=1)
        minutes = max(1, -(-int((until - now).total_seconds()) // 60))
        said = ngettext(
            "That was too many codes. Ask again in %(count)s minute, or call %(telephone)s now.",
            "That was too many codes. Ask again in %(count)s minutes, or call %(telephone)s now.",
            minutes,
        )
        raise NotSentAgain(said % (telephone | {"count": minutes}))
