"""Whether a patient on a form is already written down, and what the form would change about them."""

from procedures.hospitals.models import Hospital
from procedures.patients.models import Channel
from procedures.patients.registering import PatientDetails, known_patient


def changes_to_known(details: PatientDetails, *, hospital: Hospital) -> list[str]:
    """In words, what registering would change about the person who has these names and this birth date.

    Empty for someone new, and where nothing changes. A patient must not lose a phone number, or a consent, because a
    nurse left a field empty.
    """
    known = known_patient(details, hospital=hospital)
    if known is None:
        return []
    agreed = set(known.consents.standing().values_list("channel", flat=True))
    found = [
        *_changed("the phone number", str(known.phone), details.phone),
        *_changed("the email address", known.email, details.email),
        *_changed("the language", known.language, details.language),
        *_changed("the time zone", known.zone_name, details.zone_name),
    ]
    for channel, what in ((Channel.SMS, "text messages"), (Channel.EMAIL, "emails")):
        if channel in agreed and channel not in details.channels:
            found.append(f"no more {what}")
    if known.may_name_details and not details.may_name_details:
        found.append("messages no longer name the operation or the medicines")
    return found


def _changed(what: str, old: str, new: str) -> list[str]:
    if not old or old == new:
        return []
    return [f"{what} changes from {old} to {new}" if new else f"{what} {old} is taken away"]
