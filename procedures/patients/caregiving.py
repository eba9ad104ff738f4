"""Caregivers: whom the patient wants to have told, written down by a nurse, and taken back at any time."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from procedures.hospitals.models import User
from procedures.patients.links import revoke_links
from procedures.patients.models import Caregiver, CaregiverConsent, Channel, Patient
from procedures.patients.registering import DetailsNotRight

# The words on the form beside the boxes. Change this when they change.
CAREGIVER_WORDING = "2026-2"
WITHDRAWN_LENGTH = 200


@dataclass(frozen=True, slots=True)
class CaregiverDetails:
    """What a nurse enters. `channels` are those that the caregiver agrees to be told things over; `may_name_details`
    is the patient's word that the caregiver may hear what it is about, `may_see_list` that they may open the list.
    """

    name: str
    relation: str = ""
    phone: str = ""
    email: str = ""
    language: str = "en"
    may_name_details: bool = False
    may_see_list: bool = False
    channels: frozenset[str] = frozenset()


class CaregiverChangedMeanwhile(Exception):
    """A colleague wrote down something else since the page was shown."""

    def __init__(self, caregiver: Caregiver) -> None:
        ways = ", ".join(filter(None, [str(caregiver.phone or ""), caregiver.email])) or "no way to reach them"
        super().__init__(
            f"A colleague changed {caregiver} in the meantime. There is now: {ways}. Yours is not saved yet, and "
            "stands below: check it, and save it once more to put it in that place."
        )


def mark_of(caregiver: Caregiver) -> str:
    """A short mark of what is written down, to tell whether it changed since it was shown."""
    names = ("name", "relation", "phone", "email", "language", "may_name_details", "may_see_list", "withdrawn_at")
    agreed = sorted(caregiver.consents.filter(withdrawn_at=None).values_list("channel", flat=True))
    written = [str(getattr(caregiver, name) or "") for name in names] + agreed
    return hashlib.sha256(json.dumps(written).encode()).hexdigest()[:16]


@transaction.atomic
def write_caregiver(
    patient: Patient,
    details: CaregiverDetails,
    *,
    caregiver: Caregiver | None = None,
    seen: str = "",
    by: User | None,
    now: datetime,
) -> Caregiver:
    """Write down whom `patient` named, or new details of `caregiver`. The same person named again is that person.

    A consent belongs to an address: with a new number or mail address the old one ends, and a new one is written down.

    `seen` is the `mark_of` what the nurse began with, checked where it is given.

    :raises DetailsNotRight: nothing is saved.
    :raises CaregiverChangedMeanwhile: nothing is saved.
    """
    _check(details)
    if caregiver is not None:
        caregiver = Caregiver.objects.select_for_update(no_key=True).get(pk=caregiver.pk)
        if seen and seen != mark_of(caregiver):
            raise CaregiverChangedMeanwhile(caregiver)
    name = " ".join(details.name.split())
    namesakes = (one for one in patient.caregivers.standing() if one.name.casefold() == name.casefold())
    row = (
        caregiver
        or next(namesakes, None)
        or Caregiver(patient=patient, named_at=now, wording_version=CAREGIVER_WORDING, recorded_by=by)
    )
    before = {Channel.SMS: str(row.phone or ""), Channel.EMAIL: row.email}
    row.name, row.relation, row.language = name, " ".join(details.relation.split()), details.language
    row.phone, row.email, row.may_name_details = details.phone, details.email.strip(), details.may_name_details
    row.may_see_list = details.may_see_list
    try:
        row.full_clean(exclude=["recorded_by", "withdrawn_at"])
    except ValidationError as error:
        raise DetailsNotRight({field: " ".join(said) for field, said in error.message_dict.items()}) from error
    row.save()
    row.refresh_from_db(fields=["phone"])
    after = {Channel.SMS: str(row.phone or ""), Channel.EMAIL: row.email}
    same = {str(channel) for channel in Channel if before[channel] == after[channel]}
    if not row.may_see_list:  # what was opened stays shut, also when the word is given anew
        revoke_links(patient, caregiver=row, now=now)
    _record_consents(row, details.channels, same, by=by, now=now)
    return row


def withdraw_caregiver(caregiver: Caregiver, *, because: str, now: datetime) -> bool:
    """The patient, or the caregiver, wants it no more: nothing goes to them from here. False if that was so already."""
    said = " ".join(because.replace("\0", " ").split())[:WITHDRAWN_LENGTH]
    standing = Caregiver.objects.standing().filter(pk=caregiver.pk)
    is_new = bool(standing.update(withdrawn_at=now, withdrawn_because=said))
    caregiver.refresh_from_db()
    revoke_links(caregiver.patient, caregiver=caregiver, now=now)
    return is_new


def _check(details: CaregiverDetails) -> None:
    wrong: dict[str, str] = {}
    if not details.name.split():
        wrong["name"] = "Write the caregiver's name."
    if Channel.SMS in details.channels and not details.phone:
        wrong["phone"] = "Write a phone number, or untick text messages."
    if Channel.EMAIL in details.channels and not details.email.strip():
        wrong["email"] = "Write an email address, or untick email."
    if not details.channels:
        wrong["channels"] = "Choose how we may tell them. Without their word we may not write to them."
    if wrong:
        raise DetailsNotRight(wrong)


def _record_consents(
    caregiver: Caregiver, channels: frozenset[str], same: set[str], *, by: User | None, now: datetime
) -> None:
    standing = caregiver.consents.filter(withdrawn_at=None)
    standing.exclude(channel__in=channels & same).update(
        withdrawn_at=now, withdrawn_because="Not agreed to when written down again"
    )
    agreed = set(standing.values_list("channel", flat=True))
    CaregiverConsent.objects.bulk_create(
        CaregiverConsent(
            caregiver=caregiver, channel=channel, wording_version=CAREGIVER_WORDING, given_at=now, recorded_by=by
        )
        for channel in sorted(channels - agreed)
    )
