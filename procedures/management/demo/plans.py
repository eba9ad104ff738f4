"""What is planned for the demo's patients, counted from the day on which the demo is loaded."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time

from procedures.checklists.models import Appointment, Surgery
from procedures.hospitals.models import User
from procedures.management.demo import people, stories
from procedures.management.demo.places import NIALL, NORA, Colleague
from procedures.management.demo.sheets import (
    CATARACT,
    COLONOSCOPY,
    GALLBLADDER,
    HERNIA,
    KNEE,
    SPINE,
    URGENT_HERNIA,
    Sheet,
)
from procedures.patients.registering import PatientDetails

Kind = Appointment.Kind


@dataclass(frozen=True, slots=True)
class Booked:
    """A visit, so many days after the operation; before it the number is negative."""

    kind: str
    days: int
    clock: time
    place: str


@dataclass(frozen=True, slots=True)
class Plan:
    """One patient's operation in so many days, and what happened to it since. Clocks are the hospital's.

    Without `days` it is within hours. `assigned` is how many days ago the list was given: the messages since then were
    sent, so the patient must be one who gets texts alone. With `comes_again` the next start of the demo plans another
    operation once this one is over, so that there is always someone to care for.
    """

    person: PatientDetails
    sheet: Sheet
    days: int | None = None
    start: time | None = None
    arrival: time | None = None
    visits: tuple[Booked, ...] = ()
    story: Callable[[Surgery, User, datetime], None] = stories.nothing_yet
    assigned: int = 0
    comes_again: bool = False
    theatre_list: str = ""
    nurse: Colleague = NORA


PLANS = (
    # Those with a past come first: living through it must meet nobody else's reminders.
    Plan(
        people.SAMUEL,
        KNEE,
        days=-5,
        start=time(9, 0),
        arrival=time(7, 30),
        visits=(
            Booked(Kind.ASSESSMENT, -10, time(14, 0), "Building B, room 4"),
            Booked(Kind.FOLLOW_UP, 42, time(10, 30), "Orthopedic clinic"),
        ),
        story=stories.recovering,
        assigned=28,
    ),
    Plan(people.JONAS, HERNIA, days=-20, start=time(9, 30), arrival=time(8, 0), story=stories.completed, assigned=32),
    Plan(
        people.GRACE,
        CATARACT,
        days=1,
        start=time(10, 30),
        arrival=time(9, 0),
        visits=(
            Booked(Kind.ASSESSMENT, -6, time(11, 30), "Eye clinic"),
            Booked(Kind.FOLLOW_UP, 1, time(11, 0), "Eye clinic"),
        ),
        story=stories.nearly_ready,
        assigned=10,
    ),
    Plan(
        people.WALTER,
        KNEE,
        days=9,
        start=time(8, 0),
        arrival=time(6, 30),
        visits=(
            Booked(Kind.ASSESSMENT, -7, time(10, 15), "Building B, room 4"),
            Booked(Kind.IMAGING, -7, time(11, 0), "X-ray, ground floor"),
            Booked(Kind.FOLLOW_UP, 42, time(9, 30), "Orthopedic clinic"),
        ),
        story=stories.halfway,
        assigned=12,
    ),
    Plan(
        people.FATIMA,
        KNEE,
        days=12,
        start=time(11, 0),
        arrival=time(9, 30),
        visits=(Booked(Kind.ASSESSMENT, -8, time(13, 0), "Building B, room 4"),),
        story=stories.moved,
        assigned=8,
    ),
    Plan(people.MARIA, URGENT_HERNIA, story=stories.in_a_hurry, comes_again=True),
    Plan(
        people.HELEN,
        HERNIA,
        days=2,
        start=time(13, 15),
        arrival=time(11, 30),
        story=stories.ready,
        comes_again=True,
    ),
    # The theatre time is not known yet: the earliest is assumed, and the page says so.
    Plan(people.MEI, COLONOSCOPY, days=9, story=stories.given_a_plan, comes_again=True),
    # On the morning list, without a time: the list's own beginning is assumed.
    Plan(people.INES, HERNIA, days=8, theatre_list=Surgery.TheatreList.MORNING, comes_again=True),
    # Kept apart from the others, and nothing goes out.
    Plan(people.ALBERT, CATARACT, days=13, start=time(9, 0), arrival=time(7, 30), story=stories.died),
    Plan(
        people.DESMOND,
        CATARACT,
        days=5,
        start=time(8, 30),
        arrival=time(7, 0),
        story=stories.opened_in_emergency,
        comes_again=True,
    ),
    Plan(people.PETER, CATARACT, days=6, start=time(9, 45), arrival=time(8, 15), story=stories.cancelled),
    Plan(
        people.ROSA,
        SPINE,
        days=30,
        start=time(7, 30),
        arrival=time(5, 30),
        visits=(
            Booked(Kind.IMAGING, -20, time(15, 30), "MRI, ground floor"),
            Booked(Kind.ASSESSMENT, -10, time(9, 0), "Building B, room 2"),
        ),
        story=stories.waiting_for_a_clinician,
        comes_again=True,
    ),
    Plan(people.OWEN, GALLBLADDER, days=4, start=time(9, 0), arrival=time(7, 30), comes_again=True, nurse=NIALL),
    Plan(people.AISHA, GALLBLADDER, days=11, start=time(14, 0), arrival=time(12, 0), comes_again=True, nurse=NIALL),
)
