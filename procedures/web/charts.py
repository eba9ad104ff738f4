"""Bars, drawn on the server as SVG: no script, no library, colours by the style sheet's tokens in light and dark.

A chart is a picture of the table under it. It names itself to a screen reader by a title and a description; whoever
cannot see it reads the table.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

# A phone shows it at its own size; a desk as wide as the style sheet lets it be.
WIDTH = 320
ROW = 40
BAR_HEIGHT = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """One line: what it is, how long the bar is beside the others, and the figure in words."""

    label: str
    value: float
    said: str


def bars(key: str, *, title: str, description: str, rows: Sequence[Bar], most: float | None = None) -> SafeString:
    """Horizontal bars, in the order given. The longest is `most`, or the greatest value; `key` names it on the page."""
    longest = most or max((row.value for row in rows), default=0) or 1
    lines = format_html_join(
        "",
        '<text class="chart-label" x="0" y="{}">{}</text><text class="chart-value" x="{}" y="{}">{}</text>'
        '<rect class="chart-ground" x="0" y="{}" width="{}" height="{}" rx="3"></rect>'
        '<rect class="chart-bar" x="0" y="{}" width="{}" height="{}" rx="3"></rect>',
        (
            (
                place * ROW + 14,
                row.label,
                WIDTH,
                place * ROW + 14,
                row.said,
                place * ROW + 20,
                WIDTH,
                BAR_HEIGHT,
                place * ROW + 20,
                round(WIDTH * min(row.value / longest, 1), 1),
                BAR_HEIGHT,
            )
            for place, row in enumerate(rows)
        ),
    )
    return format_html(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-labelledby="{}-title {}-desc">'
        '<title id="{}-title">{}</title><desc id="{}-desc">{}</desc>{}</svg>',
        WIDTH,
        max(len(rows), 1) * ROW,
        key,
        key,
        key,
        title,
        key,
        description,
        lines,
    )
