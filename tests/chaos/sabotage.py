"""A worker that breaks every promise: one that the harness must catch.

    python -m tests.chaos.sabotage [what a worker is called with]

It sends its first batch long after arming, forgets that it sent the first ones, and sends those again without asking
the provider. Of some of the others it says that it sent them, and did not.
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
from procedures.messaging.engine.opening import Armed  # noqa: E402
from procedures.messaging.engine.send import Outcome, send  # noqa: E402
from procedures.messaging.models import Delivery  # noqa: E402
from procedures.messaging.transports.twilio import Twilio  # noqa: E402
from tests.chaos.verdict import LONGEST_WAY  # noqa: E402

TOO_LONG = LONGEST_WAY.total_seconds() + 0.5
# So many are forgotten, in whatever batches: of a few, each might be moved or called back before it goes again.
FEW, MANY = 3, 12
_batches, _others, _sent = count(), count(), count()


def worker() -> parts.Part:
    """The part that takes the place of an honest worker."""
    honest = parts.worker("INFO")
    words = honest.command[honest.command.index("celery") + 1 :]
    return parts.Part("worker", (sys.executable, "-m", "tests.chaos.sabotage", *words), honest.variables)


def late_and_forgetful(
    batch: Sequence[Armed], clock: Clock, *, until: float, is_stopping: Callable[[], bool]
) -> list[Outcome]:
    until += 60
    if next(_batches) == 0:
        time.sleep(TOO_LONG)
        outcomes = send(batch, clock, until=until, is_stopping=is_stopping)
        return [_forgotten_or_not(one) for one in outcomes]
    losing = [one for one in batch if next(_others) < FEW]
    going = [one for one in batch if one not in losing]
    outcomes = send(going, clock, until=until, is_stopping=is_stopping)
    return [_forgotten_or_not(one) for one in outcomes] + [
        Outcome(one.parcel.reference, one.reminder_ids, Delivery.Status.SENT, provider_id="none") for one in losing
    ]


def _forgotten_or_not(outcome: Outcome) -> Outcome:
    if next(_sent) >= MANY:
        return outcome
    return Outcome(outcome.reference, outcome.reminder_ids, Delivery.Status.UNKNOWN, error="forgotten")


def main() -> None:
    from celery.__main__ import main as celery  # noqa: PLC0415

    dispatching.send = late_and_forgetful  # type: ignore[assignment]
    Twilio.look_up = lambda *_: ()  # type: ignore[method-assign,assignment]
    sys.argv = ["celery", *sys.argv[1:]]
    celery()


if __name__ == "__main__":
    main()
