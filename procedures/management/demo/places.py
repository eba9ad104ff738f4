"""The demo's hospitals, and who works where. Every name is made up; every number is one that rings nowhere."""

from dataclasses import dataclass, replace
from datetime import time
from decimal import Decimal

from django.contrib.auth.hashers import make_password
from django.utils.crypto import salted_hmac

from procedures.checklists.models import CheckInLimits
from procedures.hospitals.models import Hospital, Membership, Role, Unit, User


@dataclass(frozen=True, slots=True)
class Place:
    """A unit and the hospital it is part of."""

    hospital: str
    text_name: str
    unit: str
    zone: str
    country: str
    emergency_number: str
    hospital_telephone: str
    unit_telephone: str
    languages: tuple[str, ...] = ("en",)
    is_quiet_at_night: bool = True


LAKESIDE = Place(
    hospital="Lakeside Hospital",
    text_name="Lakeside",
    unit="Surgery",
    zone="America/New_York",
    country="US",
    emergency_number="911",
    hospital_telephone="+12125550100",
    unit_telephone="+12125550101",
    languages=("en", "es"),
)
# Operates day and night, and so it has no quiet hours. It is a hospital row of its own, since quiet hours belong to the
# hospital. This is why the demo's first messages come within a minute, whatever the hour at which it is started.
URGENT = Place(
    hospital="Lakeside Urgent",
    text_name="Lakeside Urgent",
    unit="Surgery",
    zone="America/New_York",
    country="US",
    emergency_number="911",
    hospital_telephone="+12125550102",
    unit_telephone="+12125550103",
    is_quiet_at_night=False,
)
# Another hospital in another zone: its staff see nothing of Lakeside, and Lakeside's see nothing of it.
NORTHFIELD = Place(
    hospital="Northfield Hospital",
    text_name="Northfield",
    unit="Day Surgery",
    zone="Europe/London",
    country="GB",
    emergency_number="999",
    hospital_telephone="+442079460100",
    unit_telephone="+442079460102",
)
# A second unit of the first hospital: whoever works there sees nothing of Surgery, but for an emergency.
EMERGENCY = replace(LAKESIDE, unit="Emergency", unit_telephone="+12125550104")
PLACES = (LAKESIDE, EMERGENCY, URGENT, NORTHFIELD)


@dataclass(frozen=True, slots=True)
class Colleague:
    """Someone who may sign in, with the same roles in each of their places."""

    username: str
    given_name: str
    family_name: str
    roles: tuple[Role, ...]
    places: tuple[Place, ...]
    does: str


NORA = Colleague("nora", "Nora", "Quinn", (Role.NURSE,), (LAKESIDE, URGENT), "nurse")
AMAL = Colleague(
    "amal", "Amal", "Haddad", (Role.AUTHOR, Role.CLINICIAN), (LAKESIDE, URGENT), "template author and clinician"
)
ADA = Colleague("ada", "Ada", "Whitfield", (Role.ADMINISTRATOR,), (LAKESIDE, URGENT), "administrator")
NOEL = Colleague("noel", "Noel", "Park", (Role.NURSE,), (LAKESIDE, URGENT), "a second nurse, to hand over to")
OLGA = Colleague("olga", "Olga", "Stern", (Role.AUDITOR,), (LAKESIDE, URGENT), "auditor: who looked where, and why")
EMIL = Colleague("emil", "Emil", "Varga", (Role.NURSE,), (EMERGENCY,), "nurse of another unit, who opened a record")
NIALL = Colleague("niall", "Niall", "Byrne", (Role.NURSE,), (NORTHFIELD,), "nurse of another hospital, in London")
PRIYA = Colleague("priya", "Priya", "Raman", (Role.AUTHOR, Role.CLINICIAN), (NORTHFIELD,), "author and clinician there")
STAFF = (NORA, NOEL, AMAL, ADA, OLGA, EMIL, NIALL, PRIYA)


def password() -> str:
    """The password of all the demo's staff: the same at every start, and another one on every machine.

    It hangs on the demo's own secret, so that nobody who reads this code can sign in anywhere.
    """
    letters = salted_hmac("prepapp.demo.password", "staff", algorithm="sha256").hexdigest()
    return "-".join((letters[:4], letters[4:8], letters[8:12], letters[12:16]))


def build() -> None:
    """Make the hospitals, units and staff that are not there yet; what is there stays as it is."""
    for place in PLACES:
        _unit(place)
    hashed = ""
    for colleague in STAFF:
        if not User.objects.filter(username=colleague.username).exists():
            hashed = hashed or make_password(password())
            _hire(colleague, hashed)


def unit_of(place: Place) -> Unit:
    """The row of `place`."""
    return Unit.objects.select_related("hospital").get(hospital__name=place.hospital, name=place.unit)


def user_of(colleague: Colleague) -> User:
    """The row of `colleague`."""
    return User.objects.get(username=colleague.username)


def _unit(place: Place) -> Unit:
    # Equal hours: nothing is quiet.
    night = {} if place.is_quiet_at_night else {"quiet_from": time(0, 0), "quiet_until": time(0, 0)}
    hospital, _ = Hospital.objects.get_or_create(
        name=place.hospital,
        defaults={
            "text_name": place.text_name,
            "zone_name": place.zone,
            "country": place.country,
            "telephone": place.hospital_telephone,
            "emergency_number": place.emergency_number,
            "languages": list(place.languages),
        }
        | night,
    )
    # From where on a nurse hears of it, and on which days patients are asked: made up, as every value of the demo.
    is_american = place.country == "US"
    CheckInLimits.objects.get_or_create(
        hospital=hospital,
        defaults={
            "unit": CheckInLimits.Unit.FAHRENHEIT if is_american else CheckInLimits.Unit.CELSIUS,
            "temperature": Decimal("101.0" if is_american else "38.3"),
            "pain": 7,
            "ask_days": "1, 2, 3, 7",
        },
    )
    unit, _ = Unit.objects.get_or_create(
        hospital=hospital, name=place.unit, defaults={"telephone": place.unit_telephone}
    )
    return unit


def _hire(colleague: Colleague, hashed: str) -> None:
    is_administrator = Role.ADMINISTRATOR in colleague.roles
    user = User.objects.create(
        username=colleague.username,
        password=hashed,
        first_name=colleague.given_name,
        last_name=colleague.family_name,
        email=f"{colleague.username}@example.org",
        is_staff=is_administrator,
        is_superuser=is_administrator,
    )
    Membership.objects.bulk_create(
        Membership(user=user, unit=_unit(place), role=role) for place in colleague.places for role in colleague.roles
    )
