"""HTML to blocks, without running anything in it; Markdown by way of HTML."""

from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser, LexborNode

from procedures.core.reading.building import DocumentBuilder
from procedures.core.reading.decoding import tidy
from procedures.core.reading.document import BlockKind, Document, UnreadableDocument
from procedures.core.reading.nesting import is_too_deep
from procedures.core.reading.nodes import BLOCKS, HEADINGS, cells_of, is_layout, is_unseen, words_of_cell
from procedures.core.reading.openings import bold_opening

_BOLD = frozenset(("b", "strong"))
_RUN_IN_LEVEL = 6
_BOLD_LEVEL = 5
_MOST_NODES = 400_000
_NO_WORDS = "This web page has no words without its scripts. Open it in a browser, copy the text and paste it here."
_TOO_DEEP = (
    "The tags of this web page stand in each other without an end, so it cannot be read. Open it in a browser, copy "
    "the text and paste it here."
)
_TOO_LARGE = "This page is too large. Copy the text of the instructions and paste it here."
_SCRIPTS = "The page holds scripts. They were left out and never run. Check that no instruction is missing."


def read_html(text: str) -> Document:
    """Read a web page. Scripts, menus and forms are left out; the document's notes say so where there were scripts.

    :raises UnreadableDocument: when nothing to read is left, and for a page made to keep its reader busy.
    """
    page_text = tidy(text)
    if is_too_deep(page_text):
        raise UnreadableDocument(_TOO_DEEP)
    tree = LexborHTMLParser(page_text)
    notes = (_SCRIPTS,) if tree.css_first("script") is not None else ()
    page = _Page()
    if tree.body is not None:
        page.read(tree.body)
    document = page.builder.build(notes)
    if not document.blocks:
        raise UnreadableDocument(_NO_WORDS)
    return document


def read_markdown(text: str) -> Document:
    """Read Markdown. Lines that are broken stay broken; four spaces of indentation are no program code in a leaflet.

    :raises UnreadableDocument: when nothing to read is left.
    """
    parser = MarkdownIt("commonmark", {"html": True, "breaks": True}).enable("table").disable("code")
    return read_html(parser.render(tidy(text)))


class _Page:
    """Walks the tree without recursion, gathering the words of one block at a time."""

    def __init__(self) -> None:
        self.builder = DocumentBuilder()
        self._words: list[str] = []
        self._bold: list[bool] = []
        self._kind = BlockKind.PARAGRAPH
        self._level = 0

    def read(self, root: LexborNode) -> None:
        """Add every block under `root`."""
        # Each entry is a node to enter, or what to do when its children are done.
        stack: list[tuple[LexborNode, bool, int, bool]] = [(root, False, -1, False)]
        seen = 0
        while stack:
            node, is_leaving, depth, is_bold = stack.pop()
            seen += 1
            if seen > _MOST_NODES or len(stack) > _MOST_NODES:
                raise UnreadableDocument(_TOO_LARGE)
            tag = node.tag or ""
            if is_leaving:
                self._flush()
                continue
            if tag == "-text":
                self._take(node.text_content or "", is_bold)
                continue
            if is_unseen(node):
                continue
            if tag == "br":
                self._break()
                continue
            if tag == "tr" and not is_layout(node):
                self._row(node)
                continue
            depth = self._enter(tag, depth)
            if tag in BLOCKS:
                stack.append((node, True, depth, is_bold))
            children = list(node.iter(include_text=True))
            stack.extend((child, False, depth, is_bold or tag in _BOLD) for child in reversed(children))
        self._flush()

    def _enter(self, tag: str, depth: int) -> int:
        if tag not in BLOCKS:
            return depth
        was_item = self._kind is BlockKind.ITEM and not self._words
        self._flush()
        if tag in HEADINGS:
            self._kind, self._level = BlockKind.HEADING, HEADINGS[tag]
        elif tag == "li":
            self._kind, self._level = BlockKind.ITEM, max(depth, 0)
        elif tag in ("p", "div") and was_item:
            # The paragraph inside a list item is still that item.
            self._kind, self._level = BlockKind.ITEM, max(depth, 0)
        return depth + 1 if tag in ("ul", "ol") else depth

    def _take(self, words: str, is_bold: bool) -> None:
        if words.strip():
            self._words.append(words)
            self._bold.append(is_bold)
        elif self._words:
            self._words.append(words)
            self._bold.append(self._bold[-1])

    def _break(self) -> None:
        """A line break parts two lines unless the sentence plainly goes on."""
        self._words.append("\n")
        self._bold.append(bool(self._bold) and self._bold[-1])

    def _flush(self) -> None:
        lines = _lines("".join(self._words))
        is_plain = self._kind is BlockKind.PARAGRAPH
        heading, rest = bold_opening(list(zip(self._words, self._bold, strict=True))) if is_plain else ("", "")
        if heading and len(lines) <= 1:
            self.builder.add(BlockKind.HEADING, heading, _RUN_IN_LEVEL if rest else _BOLD_LEVEL)
            self._add(rest)
        else:
            for line in lines:
                self._add(line)
        self._words, self._bold = [], []
        self._kind, self._level = BlockKind.PARAGRAPH, 0

    def _add(self, line: str) -> None:
        if self._kind is BlockKind.PARAGRAPH:
            self.builder.add_line(line)
        else:
            self.builder.add(self._kind, line, self._level)

    def _row(self, row: LexborNode) -> None:
        self._flush()
        self.builder.add_row([words_of_cell(cell) for cell in cells_of(row)])


def _lines(words: str) -> list[str]:
    """The lines of a block that `<br>` parted, those put together again that are one sentence."""
    lines: list[list[str]] = []
    for broken in words.split("\n"):
        line = " ".join(broken.split())
        if not line:
            continue
        if lines and line[0].islower() and not lines[-1][-1].endswith((".", ":", "!", "?")):
            lines[-1].append(line)
        else:
            lines.append([line])
    return [" ".join(parts) for parts in lines]
