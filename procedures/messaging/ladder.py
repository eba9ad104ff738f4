"""The ladder's whole round: what expired, what needs a person, what nobody saw to; and the note that it was gone."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from procedures.checklists.escalating.climbing import Climbed, climb
from procedures.checklists.escalating.trailing import put_all_in_trail
from procedures.messaging import liveness
from procedures.messaging.engine.expire import expire
from procedures.messaging.engine.running_out import close_what_went_out, tell_of_running_out


def go_round(*, now: datetime) -> Climbed:
    """Go round once. Only a round in which no part failed counts as one."""
    also: dict[str, Callable[[], int]] = {
        "expire": partial(expire, now=now),
        "running out": partial(tell_of_running_out, now=now),
        "went out": partial(close_what_went_out, now=now),
        "trail": put_all_in_trail,
    }
    climbed = climb(now=now, also=also)
    if climbed.failed:
        liveness.begin(liveness.LADDER, now=now)
    else:
        liveness.record(liveness.LADDER, now=now)
    return climbed
