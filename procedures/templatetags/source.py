"""The document on the review page, its pieces tinted by what became of them."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from procedures.catalog.coverage import Coverage, Fate, Piece

register = template.Library()

_SAID = {
    Fate.HOLE: "open",
    Fate.TASK: "task",
    Fate.DETAIL: "detail",
    Fate.DISMISSED: "dismissed",
    Fate.UNREAD: "not read",
}


@register.simple_tag
def source_text(coverage: Coverage) -> SafeString:
    """The whole text. Each piece has the anchor `s` with its position, and leads to the task that it became."""
    return format_html_join("", "{}", ((_piece(piece),) for piece in coverage.pieces))


def _piece(piece: Piece) -> SafeString | str:
    if piece.is_heading:
        return format_html('<strong class="heading" id="s{}">{}</strong>', piece.span.start, piece.words)
    if piece.fate is Fate.OUTSIDE:
        return piece.words
    if piece.about is None:
        shown = '<span class="piece piece-{0}" id="s{1}" title="{2}">{3}</span>'
        return format_html(shown, piece.fate, piece.span.start, _SAID[piece.fate], piece.words)
    row = "gone" if piece.fate is Fate.DISMISSED else "task"
    return format_html(
        '<a class="piece piece-{0}" id="s{1}" href="#{2}-{3}" title="{4}">{5}</a>',
        piece.fate,
        piece.span.start,
        row,
        piece.about,
        _SAID[piece.fate],
        piece.words,
    )
