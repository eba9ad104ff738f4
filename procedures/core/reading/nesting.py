"""How deep the tags of a web page stand in each other, told before it is parsed.

A parser looks through the tags that are open for each tag that comes, as the HTML standard orders. A page of 1 MB that
never closes its tags would so take minutes, and one whose bold letters never end is built anew in every paragraph.
"""

import re
from collections import Counter

from procedures.core.word_set import word_set

# No page that people read comes near: a thousand tags in each other, or so many looks at open tags.
DEEPEST = 1_000
_MOST_LOOKS = 20_000_000
_TAG = re.compile(r"<(?:(/?)([a-z][a-z0-9:-]*)|!--)", re.IGNORECASE)
# They have no end, or the standard ends them by itself when the next one comes.
_ENDING_BY_THEMSELVES = word_set(
    "area base br col embed hr img input link meta param source track wbr "
    "p li dt dd tr td th thead tbody tfoot colgroup option optgroup rp rt html head body"
)
# What stands in them is skipped up to their end.
_RAW = word_set("script style svg math textarea title")


def is_too_deep(page: str) -> bool:
    """True for a page whose tags stand deeper than any reader needs. The time it takes grows with the length alone."""
    opened: Counter[str] = Counter()
    depth = looks = at = 0
    while (tag := _TAG.search(page, at)) is not None:
        at = tag.end()
        name = (tag[2] or "").lower()
        if not name or (name in _RAW and not tag[1]):
            at = _end_of_raw(page, at, name)
        elif name in _ENDING_BY_THEMSELVES:
            looks += depth
        elif tag[1]:
            depth -= opened[name] > 0
            opened[name] -= opened[name] > 0
        else:
            opened[name] += 1
            depth += 1
            looks += depth
        if depth > DEEPEST or looks > _MOST_LOOKS:
            return True
    return False


def _end_of_raw(page: str, at: int, name: str) -> int:
    """Where a comment (no name), a script or a drawing ends; the end of the page if it never does."""
    end = re.compile(rf"</{name}\b" if name else "-->", re.IGNORECASE).search(page, at)
    return end.end() if end else len(page)
