"""How far off something is, as a person looking at the page counts it: in hours that pass, in days on the wall."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from procedures.core.wording_of_time import day_of

HOUR = timedelta(hours=1)
# Inside a word, and at its end: "don't", "the nurses' desk". Feet and inches stay as they are.
APOSTROPHE = re.compile(r"(?<=[^\W\d])'(?=[^\W\d])|(?<=s)'(?=\s)")


def far_off(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """How long until `moment`, rounded down so that nobody counts on minutes they do not have; "" once it is past.

    Hours are hours that pass, also on the night when clocks change; days are days on the wall in `zone`.
    """
    left = moment - now
    if left < timedelta(0):
        return ""
    minutes = int(left.total_seconds() // 60)
    if minutes < 1:
        return _("now")
    if left < HOUR:
        return ngettext("in %(count)s minute", "in %(count)s minutes", minutes) % {"count": minutes}
    hours = minutes // 60
    if left < 3 * HOUR and (rest := minutes % 60):
        return _("in %(hours)s and %(minutes)s") % {
            "hours": ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours},
            "minutes": ngettext("%(count)s minute", "%(count)s minutes", rest) % {"count": rest},
        }
    days = (day_of(moment, zone) - now.astimezone(zone).date()).days
    if left < 24 * HOUR or days < 1:
        return ngettext("in %(count)s hour", "in %(count)s hours", hours) % {"count": hours}
    return in_days(days)


def lead_of(said: str, figures: str) -> str:
    """The words before an hour in large type: of "by %(clock)s" and "6:00" it is "by"."""
    return at_one(said % {"clock": figures}).removesuffix(figures).strip() if figures else ""


def at_one(said: str) -> str:
    """Spanish has one hour that stands in the singular: "a la 1:30", but "a las 2:00"."""
    return said.replace("las 1:", "la 1:")


def in_days(days: int) -> str:
    """A day as seen from today: "today", "tomorrow", "in 5 days", "2 days ago"."""
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days == -1:
        return _("yesterday")
    if days > 0:
        return ngettext("in %(count)s day", "in %(count)s days", days) % {"count": days}
    return ngettext("%(count)s day ago", "%(count)s days ago", -days) % {"count": -days}


def typographic(words: str) -> str:
    """The words with apostrophes as print has them. Text messages keep the straight one: it costs half the price."""
    return APOSTROPHE.sub("’", words)
