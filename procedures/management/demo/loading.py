"""Loading the demo: everything that is missing, in order. What is there stays as it is."""

from datetime import datetime, timedelta

from procedures.management.demo import places
from procedures.management.demo.authoring import author
from procedures.management.demo.plans import PLANS
from procedures.management.demo.sheets import SHEETS
from procedures.management.demo.staging import stage
from procedures.messaging.engine.expire import expire

# The lists were published before the oldest of them was given to a patient.
SINCE_PUBLISHED = timedelta(days=30)


def load(*, now: datetime) -> None:
    """Make hospitals, staff, documents and patients. Loading twice is the same as once.

    After a while without a start, what is over ends first, and patients who come again get their next operation.
    Must be called with no transaction open, and in the demo mode only.
    """
    places.build()
    for sheet in SHEETS:
        author(sheet, now=now - SINCE_PUBLISHED)
    expire(now=now)
    for plan in PLANS:
        stage(plan, now=now)
