"""The date of birth, where a hospital asks for it too. Guessing it is slow, and keeps nobody out for a night."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import ngettext

from procedures.patients.links import telephone_for
from procedures.patients.models import PatientLink

TRIES = 5
LOCKED_FOR = timedelta(minutes=15)
# Each lock that follows without a right date is twice as long: else who found a phone tries every date in two months.
# No longer than this, so that a stranger's guesses do not keep the patient out for a night.
LONGEST_LOCK = timedelta(hours=4)
_MOST_COUNTED = 20 * TRIES  # from here on the last five are counted again: by then the lock is as long as it gets


class WrongBirthDate(Exception):
    """The date of birth is another one. `tries_left` says how often one may still try."""

    def __init__(self, tries_left: int) -> None:
        self.tries_left = tries_left
        words = ngettext(
            "That is not the date of birth we have. Please check it. You have %(count)s try left.",
            "That is not the date of birth we have. Please check it. You have %(count)s tries left.",
            tries_left,
        )
        super().__init__(words % {"count": tries_left})


class LinkLocked(Exception):
    """Too many wrong dates. `until` is when it opens for another try."""

    def __init__(self, link: PatientLink, until: datetime, now: datetime) -> None:
        self.until = until
        self.telephone = telephone_for(link.patient)
        minutes = max(1, -(-int((until - now).total_seconds()) // 60))
        hours = -(-minutes // 60)
        in_minutes = ngettext(
            "The date of birth was wrong too often. Try again in %(count)s minute, or call %(telephone)s.",
            "The date of birth was wrong too often. Try again in %(count)s minutes, or call %(telephone)s.",
            minutes,
        )
        in_hours = ngettext(
            "The date of birth was wrong too often. Try again in %(count)s hour, or call %(telephone)s.",
            "The date of birth was wrong too often. Try again in %(count)s hours, or call %(telephone)s.",
            hours,
        )
        words, count = (in_minutes, minutes) if minutes < 120 else (in_hours, hours)
        super().__init__(words % {"count": count, "telephone": self.telephone})


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
