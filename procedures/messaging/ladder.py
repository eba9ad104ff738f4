"""The ladder's whole round: what expired, what needs a person, what nobody saw to; and the note that it was gone."""

from datetime import datetime
from functools import partial

from procedures.checklists.escalating.climbing import Climbed, climb
from procedures.checklists.escalating.trailing import put_all_in_trail
from procedures.messaging import liveness
from procedures.messaging.engine.expire import expire


def go_round(*, now: datetime) -> Climbed:
    """Go round once. Only a round in which no part failed counts as one."""
    climbed = climb(now=now, also={"expire": partial(expire, now=now), "trail": put_all_in_trail})
    if climbed.failed:
        liveness.begin(liveness.LADDER, now=now)
    else:
        liveness.record(liveness.LADDER, now=now)
    return climbed
