"""A worker that breaks every promise: one that the harness must catch.

    python -m tests.chaos.sabotage [what a worker is called with]

It sends long after arming, says of some that it sent them and did not, forgets that it sent others, and sends those
again without asking the provider.
"""

import os
import sys
import time
from collections.abc import Callable, Sequence
from itertools import count

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prepapp.settings")

import django

django.setup()

from procedures.management.serving import parts  # noqa: E402
from procedures.messaging import dispatching  # noqa: E402
from procedures.messaging.clock import Clock  # noqa: E402
from procedures.messaging.engine.arm import Armed  # noqa: E402
from procedures.messaging.engine.send import Outcome, send  # noqa: E402
from procedures.messaging.models import Delivery  # noqa: E402
from procedures.messaging.transports.twilio import Twilio  # noqa: E402
from tests.chaos.verdict import LONGEST_WAY  # noqa: E402

TOO_LONG = LONGEST_WAY.total_seconds() + 0.5
FEW = 5
_batches, _lose, _forget = count(), count(), count()


def worker() -> parts.Part:
    """The part that takes the place of an honest worker."""
    honest = parts.worker("INFO")
    words = honest.command[honest.command.index("celery") + 1 :]
    return parts.Part("worker", (sys.executable, "-m", "tests.chaos.sabotage", *words), honest.variables)


def late_and_forgetful(
    batch: Sequence[Armed], clock: Clock, *, until: float, is_stopping: Callable[[], bool]
) -> list[Outcome]:
    if next(_batches) == 0:
        time.sleep(TOO_LONG)
    outcomes = send([one for one in batch if next(_lose) >= FEW], clock, until=until + 60, is_stopping=is_stopping)
    sent = {one.reference for one in outcomes}
    lost = [one for one in batch if one.parcel.reference not in sent]
    keep = [_forgotten(one) if next(_forget) < FEW else one for one in outcomes]
    return keep + [
        Outcome(one.parcel.reference, one.reminder_ids, Delivery.Status.SENT, provider_id="none") for one in lost
    ]


def _forgotten(outcome: Outcome) -> Outcome:
    return Outcome(outcome.reference, outcome.reminder_ids, Delivery.Status.UNKNOWN, error="forgotten")


def main() -> None:
    from celery.__main__ import main as celery  # noqa: PLC0415

    dispatching.send = late_and_forgetful  # type: ignore[assignment]
    Twilio.look_up = lambda *_: ()  # type: ignore[method-assign,assignment]
    sys.argv = ["celery", *sys.argv[1:]]
    celery()


if __name__ == "__main__":
    main()
