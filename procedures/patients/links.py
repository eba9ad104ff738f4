"""A patient's own link, or a caregiver's: how it is made, found again and taken back.

The secret in it is kept as a hash. It is derived from the link's public part with the server's key, so that every
message can carry the same link, and a copy of the database opens none. The link alone shows nothing: a code opens the
list.
"""

import base64
import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.crypto import constant_time_compare, salted_hmac

from procedures.patients.calendars import close_feeds
from procedures.patients.models import Caregiver, Device, Patient, PatientLink

LIFETIME = timedelta(days=120)
# A link that is sent out works for at least this long.
USEFUL = timedelta(days=30)
PUBLIC_LENGTH = 8  # characters of 6 bits
SECRET_LENGTH = 16  # characters of 6 bits: 96 bits

# Whose link it is: a patient, by key, or one of their caregivers.
Reader = tuple[int, int | None]


class LinkUnknown(Exception):
    """No such link was ever made: mistyped, cut short, or tampered with."""

    def __init__(self) -> None:
        super().__init__("This link does not work. Open it again from your newest message, or call your hospital.")


class LinkExpired(Exception):
    """`link` was right once. `telephone` is the number to call for a new one.

    It was taken back, it is no longer for this caregiver, or its time is over: `is_taken_back`, `is_withdrawn`.
    """

    def __init__(self, link: PatientLink) -> None:
        self.link = link
        self.is_taken_back = link.revoked_at is not None
        self.is_withdrawn = _is_withdrawn(link)
        self.telephone = telephone_for(link.patient)
        super().__init__(f"This link is too old. Use your newest message, or call {self.telephone} for a new link.")


def telephone_for(patient: Patient) -> str:
    """The number that a patient calls: the unit's, or the hospital's where several units care for them."""
    units = list(patient.units.all()[:2])
    number = units[0].telephone if len(units) == 1 else patient.hospital.telephone
    return str(number.as_international)


def link_for(patient: Patient, *, caregiver: Caregiver | None = None, now: datetime) -> PatientLink:
    """The link that works for at least another 30 days; a new one where there is none."""
    reader = patient.pk, caregiver.pk if caregiver else None
    return links_for([reader], now=now)[reader]


def links_for(readers: Iterable[Reader], *, now: datetime) -> dict[Reader, PatientLink]:
    """By reader, the link that works longest, if for at least another 30 days, or else a new one. Two queries."""
    wanted = set(readers)
    useful = PatientLink.objects.filter(
        Q(caregiver=None) | Q(caregiver__in={caregiver for _, caregiver in wanted if caregiver}),
        patient__in={patient for patient, _ in wanted},
        revoked_at__isnull=True,
        expires_at__gte=now + USEFUL,
    )
    found = {
        (link.patient_id, link.caregiver_id): link
        for link in useful.order_by("expires_at", "pk")
        # One made with another key works, and cannot be written into a message again.
        if link.secret_hash == _hash(_secret(link.public_id))
    }
    new = PatientLink.objects.bulk_create(
        _new(patient, caregiver, now) for patient, caregiver in sorted(wanted - found.keys(), key=str)
    )
    made = found | {(link.patient_id, link.caregiver_id): link for link in new}
    return {reader: made[reader] for reader in wanted}


def _new(patient: int, caregiver: int | None, now: datetime) -> PatientLink:
    public_id = secrets.token_urlsafe(PUBLIC_LENGTH)[:PUBLIC_LENGTH]
    return PatientLink(
        patient_id=patient,
        caregiver_id=caregiver,
        public_id=public_id,
        secret_hash=_hash(_secret(public_id)),
        created_at=now,
        expires_at=now + LIFETIME,
    )


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
    known = PatientLink.objects.select_related("patient__hospital", "caregiver")
    link = known.filter(public_id=public_id).first() if public_id.isascii() and public_id.isprintable() else None
    # Compared in any case: how long it takes tells nobody which public parts there are.
    if not constant_time_compare(_hash(secret), link.secret_hash if link else _hash("")) or link is None or not secret:
        raise LinkUnknown
    if link.revoked_at is not None or link.expires_at <= now or _is_withdrawn(link):
        raise LinkExpired(link)
    return link


@transaction.atomic
def revoke_links(patient: Patient, *, caregiver: Caregiver | None = None, now: datetime) -> tuple[int, int]:
    """Take back every link of `patient` and their caregivers, or those of one `caregiver` alone, and close the list
    wherever it is open with one. Their calendars end too: a phone that was lost goes on asking for the dates.

    Returns how many links and devices that ended. The next message carries a new link.
    """
    theirs = PatientLink.objects.filter(patient=patient, revoked_at=None)
    if caregiver is not None:
        theirs = theirs.filter(caregiver=caregiver)
    close_feeds(patient, caregiver=caregiver, now=now)
    keys = list(theirs.values_list("pk", flat=True))
    closed = Device.objects.filter(link__in=keys, revoked_at=None, expires_at__gt=now).update(revoked_at=now)
    links = PatientLink.objects.filter(pk__in=keys, expires_at__gt=now).update(revoked_at=now)
    return links, closed


def _is_withdrawn(link: PatientLink) -> bool:
    return link.caregiver is not None and not link.caregiver.may_open_list


def _secret(public_id: str) -> str:
    digest = salted_hmac("procedures.patients.links", public_id, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).decode()[:SECRET_LENGTH]


def _hash(secret: str) -> str:
    """96 random bits need no slow hash: nobody goes through them all."""
    return hashlib.sha256(secret.encode()).hexdigest()
