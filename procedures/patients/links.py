"""A patient's own link: how it is made, found again and unlocked.

The secret in it is never stored. It is derived from the link's public part with the server's key, so a copy of the
database opens no list. The link alone shows nothing of the patient: the date of birth unlocks it.
"""

import base64
import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from procedures.patients.models import Patient, PatientLink

LIFETIME = timedelta(days=120)
# A link that is sent out works for at least this long.
USEFUL = timedelta(days=30)
TRIES = 5
LOCKED_FOR = timedelta(minutes=15)
# Each lock that follows without a right date is twice as long: else who found a phone tries every date in two months.
# No longer than this, so that a stranger's guesses do not keep the patient out for a night.
LONGEST_LOCK = timedelta(hours=4)
_MOST_COUNTED = 20 * TRIES  # from here on the last five are counted again: by then the lock is as long as it gets
PUBLIC_LENGTH = 8  # characters of 6 bits
SECRET_LENGTH = 16  # characters of 6 bits: 96 bits


class LinkUnknown(Exception):
    """No such link was ever made: mistyped, cut short, or tampered with."""

    def __init__(self) -> None:
        super().__init__("This link does not work. Open it again from your newest message, or call your hospital.")


class LinkExpired(Exception):
    """The link was right once. `telephone` is the number to call for a new one."""

    def __init__(self, link: PatientLink) -> None:
        self.telephone = telephone_for(link.patient)
        super().__init__(f"This link is too old. Use your newest message, or call {self.telephone} for a new link.")


class WrongBirthDate(Exception):
    """The date of birth is another one. `tries_left` says how often one may still try."""

    def __init__(self, tries_left: int) -> None:
        self.tries_left = tries_left
        tries = "1 try" if tries_left == 1 else f"{tries_left} tries"
        super().__init__(f"That is not the date of birth we have. Please check it. You have {tries} left.")


class LinkLocked(Exception):
    """Too many wrong dates. `until` is when it opens for another try."""

    def __init__(self, link: PatientLink, until: datetime, now: datetime) -> None:
        self.until = until
        self.telephone = telephone_for(link.patient)
        minutes = max(1, -(-int((until - now).total_seconds()) // 60))
        wait = "1 minute" if minutes == 1 else f"{minutes} minutes" if minutes < 120 else f"{-(-minutes // 60)} hours"
        super().__init__(f"The date of birth was wrong too often. Try again in {wait}, or call {self.telephone}.")


def telephone_for(patient: Patient) -> str:
    """The number that a patient calls: the unit's, or the hospital's where several units care for them."""
    units = list(patient.units.all()[:2])
    number = units[0].telephone if len(units) == 1 else patient.hospital.telephone
    return str(number.as_international)


def link_for(patient: Patient, *, now: datetime) -> PatientLink:
    """The patient's link that works for at least another 30 days; a new one where there is none."""
    return links_for([patient.pk], now=now)[patient.pk]


def links_for(patients: Iterable[int], *, now: datetime) -> dict[int, PatientLink]:
    """By patient, the link that works longest, if for at least another 30 days, or else a new one. Two queries."""
    wanted = set(patients)
    useful = PatientLink.objects.filter(patient__in=wanted, revoked_at__isnull=True, expires_at__gte=now + USEFUL)
    found = {link.patient_id: link for link in useful.order_by("expires_at", "pk")}
    new = PatientLink.objects.bulk_create(
        PatientLink(
            patient_id=patient,
            public_id=secrets.token_urlsafe(PUBLIC_LENGTH)[:PUBLIC_LENGTH],
            created_at=now,
            expires_at=now + LIFETIME,
        )
        for patient in sorted(wanted - found.keys())
    )
    return found | {link.patient_id: link for link in new}


def token_of(link: PatientLink) -> str:
    """What stands in the link: the public part, then the secret that proves that we made it."""
    return link.public_id + _secret(link.public_id)


def url_of(link: PatientLink) -> str:
    """The whole address, as it stands in a message."""
    return f"{settings.PUBLIC_URL}/p/{token_of(link)}/"


def sample_url() -> str:
    """An address as long as every other, that opens nothing: for words that are only shown."""
    return f"{settings.PUBLIC_URL}/p/{'x' * (PUBLIC_LENGTH + SECRET_LENGTH)}/"


def find(token: str, *, now: datetime) -> PatientLink:
    """The link that `token` belongs to.

    :raises LinkUnknown: for one that was tampered with.
    :raises LinkExpired: for one that was right once; its message names the number to call.
    """
    public_id, secret = token[:PUBLIC_LENGTH], token[PUBLIC_LENGTH:]
    if not constant_time_compare(secret, _secret(public_id)):
        raise LinkUnknown
    link = PatientLink.objects.select_related("patient__hospital").filter(public_id=public_id).first()
    if link is None:
        raise LinkUnknown
    if link.revoked_at is not None or link.expires_at <= now:
        raise LinkExpired(link)
    return link


def unlock(link: PatientLink, *, birth_date: date | None, now: datetime) -> None:
    """Check the date of birth. Wrong ones are counted, also when many are tried at once.

    :raises WrongBirthDate: and counts it; None, for a date that is none, is a wrong one.
    :raises LinkLocked: after 5 wrong ones, for 15 minutes; after 5 more for 30, and so on up to 4 hours.
    """
    refusal = _try(link, birth_date, now)
    # Raised outside the transaction, which must keep the count.
    if refusal is not None:
        raise refusal


@transaction.atomic
def _try(link: PatientLink, birth_date: date | None, now: datetime) -> WrongBirthDate | LinkLocked | None:
    row = PatientLink.objects.select_for_update(no_key=True).get(pk=link.pk)
    if row.locked_until is not None:
        if now < row.locked_until:
            return LinkLocked(link, row.locked_until, now)
        row.locked_until = None
    refusal: WrongBirthDate | LinkLocked | None = None
    if birth_date == link.patient.birth_date:
        row.failures = 0
    else:
        row.failures = row.failures + 1 if row.failures < _MOST_COUNTED else _MOST_COUNTED - TRIES + 1
        refusal = WrongBirthDate(TRIES - row.failures % TRIES)
        if row.failures % TRIES == 0:
            row.locked_until = now + min(LOCKED_FOR * 2 ** (row.failures // TRIES - 1), LONGEST_LOCK)
            refusal = LinkLocked(link, row.locked_until, now)
    row.save(update_fields=["failures", "locked_until"])
    return refusal


def _secret(public_id: str) -> str:
    digest = salted_hmac("procedures.patients.links", public_id, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).decode()[:SECRET_LENGTH]
