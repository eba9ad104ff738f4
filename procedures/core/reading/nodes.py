"""What a reader sees of a web page's nodes: what they are on the page, the cells of its tables, what is left out."""

from selectolax.lexbor import LexborNode

from procedures.core.word_set import word_set

_LEFT_OUT = word_set(
    "script style noscript template svg canvas iframe object embed form button input select textarea nav "
    "footer aside head title link meta img video audio figcaption map"
)
HEADINGS = {f"h{level}": level for level in range(1, 7)} | {"summary": 5, "dt": 5, "legend": 5, "caption": 5}
BLOCKS = word_set(
    "p div section article main header body html ul ol li dl dd table thead tbody tfoot tr td th "
    "blockquote details figure address pre center fieldset hr"
) | frozenset(HEADINGS)


def cells_of(row: LexborNode) -> list[LexborNode]:
    """The cells of a table row."""
    return [cell for cell in row.iter() if cell.tag in ("td", "th")]


def is_layout(row: LexborNode) -> bool:
    """True for a table that only places things on the page: one cell, or tables and headings inside of cells."""
    cells = cells_of(row)
    return len(cells) == 1 or any(cell.css_first("table, h1, h2, h3, h4") is not None for cell in cells)


def words_of_cell(cell: LexborNode) -> str:
    """What a reader sees in a cell."""
    words: list[str] = []
    stack = [cell]
    while stack:
        node = stack.pop()
        tag = node.tag or ""
        if tag == "-text":
            words.append(node.text_content or "")
        elif not is_unseen(node):
            # Tags inside of a word, as in "H<sub>2</sub>O", do not part it.
            words.append(" " if tag in BLOCKS or tag == "br" else "")
            stack.extend(reversed(list(node.iter(include_text=True))))
    return " ".join("".join(words).split())


def is_unseen(node: LexborNode) -> bool:
    """True for what no reader sees: scripts, menus, forms, what is hidden, what is in a language we do not read."""
    tag = node.tag or ""
    if tag in _LEFT_OUT or tag.startswith(("-", "_", "!")):
        return True
    attributes = node.attributes
    language = attributes.get("lang") or attributes.get("data-lang") or "en"
    return "hidden" in attributes or language[:2].lower() not in ("en", "es")
