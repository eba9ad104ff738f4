"""What `make run` prints when the demo is up: who can sign in, and a patient's link."""

from datetime import UTC, datetime

from django.conf import settings

from procedures.management.demo import places
from procedures.management.demo.people import MARIA
from procedures.patients.links import link_for, url_of
from procedures.patients.models import Patient

ONE_STEP = (
    "    IN THIS DEMO A PASSWORD ALONE SIGNS IN. With patients, staff need a second step: an app or a passkey.\n"
    "    STAFF_SECOND_FACTOR=1 make run shows how that works."
)


def welcome() -> str:
    """Where to go, who can sign in, a patient's link, and where the messages arrive."""
    lines = [
        f"prepapp is up, with a demo in it: {settings.PUBLIC_URL}/",
        "",
        "Staff sign in there with the password " + places.password(),
        *(f"    {colleague.username:<7}{colleague.does}" for colleague in places.STAFF),
        *([] if settings.SECOND_FACTOR_REQUIRED else [ONE_STEP]),
        "",
        f"A patient, {MARIA.given_name} {MARIA.family_name}, opens the link from her messages:",
        f"    {_link_of_maria()}",
        "    Her code comes as a text, to the outbox below.",
        "",
        f"Texts and mails arrive at {settings.PUBLIC_URL}/outbox/, the first within a minute.",
    ]
    return "\n".join(lines)


def _link_of_maria() -> str:
    maria = Patient.objects.get(
        hospital__name=places.URGENT.hospital,
        given_name=MARIA.given_name,
        family_name=MARIA.family_name,
        birth_date=MARIA.birth_date,
    )
    return url_of(link_for(maria, now=datetime.now(UTC)))
