"""How fast documents are read and drafted, how that compares with bare extraction of their text, and how it grows.

    python -m bench.reading

For each kind of file it prints documents a second, read and drafted, and how often that takes the time of the bare
extraction: the library's own text of the same file, without blocks or tasks. Then the time for texts of 10 KB to 1 MB:
ten times the text may take at most twelve times as long. It ends with 1 where it takes longer.
"""

import gc
import io
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import docx
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser

sys.path.insert(0, str(Path(__file__).parents[1]))

from procedures.core.extraction import draft_tasks
from procedures.core.reading import read, read_text
from tests.core.reading.files import docx_of, make_pdf

DOCUMENTS = Path(__file__).parents[1] / "tests" / "documents"
LINES_A_PAGE = 40
MOST_GROWTH = 12.0


def seconds(act: Callable[[], object]) -> float:
    """The processor's time, which other programs of the machine do not change."""
    started = time.process_time()
    act()
    return time.process_time() - started


def texts() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(DOCUMENTS.iterdir()) if path.suffix in (".txt", ".md")]


def html_of(text: str) -> bytes:
    return f"<html><body>{''.join(f'<p>{line}</p>' for line in text.splitlines())}</body></html>".encode()


def pdf_of(text: str) -> bytes:
    plain = text.encode("latin-1", "replace").decode("latin-1").translate(str.maketrans("()\\", "[]/")).splitlines()
    return make_pdf(*(plain[at : at + LINES_A_PAGE] for at in range(0, len(plain), LINES_A_PAGE)))


MAKERS: dict[str, Callable[[str], bytes]] = {
    "txt": str.encode,
    "md": str.encode,
    "html": html_of,
    "docx": lambda text: docx_of(text.splitlines()),
    "pdf": pdf_of,
}
BARE: dict[str, Callable[[bytes], object]] = {
    "txt": bytes.decode,
    "md": bytes.decode,
    "html": lambda data: LexborHTMLParser(data.decode()).text(),
    "docx": lambda data: [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs],
    "pdf": lambda data: [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages],
}


def compare(kind: str) -> str:
    """Documents a second of one kind, and the ratios of reading, and of reading and drafting, to the bare text."""
    files = [MAKERS[kind](text) for text in texts()]
    named = f"file.{kind}"
    reading = min(seconds(lambda: [read(data, filename=named) for data in files]) for _ in range(3))
    whole = min(seconds(lambda: [draft_tasks(read(data, filename=named)) for data in files]) for _ in range(3))
    bare = min(seconds(lambda: [BARE[kind](data) for data in files]) for _ in range(3))
    return (
        f"{kind:>5}: {len(files) / whole:6.1f} documents a second; read {reading / bare:7.1f} times, "
        f"read and drafted {whole / bare:7.1f} times the bare text ({1000 * bare / len(files):.2f} ms a document)"
    )


def _drafted(text: str) -> object:
    return draft_tasks(read_text(text))


def main() -> int:
    for kind in MAKERS:
        print(compare(kind), flush=True)
    gc.disable()  # as the process that drafts for the server does
    leaflets = "\n".join(texts())
    before, worst = 0.0, 0.0
    for size in (10_000, 100_000, 1_000_000):
        text = (leaflets * (size // len(leaflets) + 1))[:size]
        took = min(seconds(partial(_drafted, text)) for _ in range(3))
        growth = took / before if before else 0.0
        said = f", {growth:.1f} times the time for a tenth of it" if before else ""
        print(f"{size // 1000:>5} KB: {took:.2f} s{said}", flush=True)
        before, worst = took, max(worst, growth)
    return 1 if worst > MOST_GROWTH else 0


if __name__ == "__main__":
    sys.exit(main())
