"""How fast documents are read and drafted, how that compares with bare extraction of their text, and how it grows.

    python -m bench.reading

Prints documents a second over the annotated documents, the ratio of reading and drafting to reading alone, and the time
for texts of 10 KB to 1 MB. Ten times the text may take at most twelve times as long.
"""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from procedures.core.extraction import draft_tasks
from procedures.core.reading import read, read_text

DOCUMENTS = Path(__file__).parents[1] / "tests" / "documents"


def seconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def _drafted(text: str) -> object:
    return draft_tasks(read_text(text))


def main() -> None:
    files = [(path.name, path.read_bytes()) for path in sorted(DOCUMENTS.iterdir()) if not path.name.endswith(".json")]
    whole = min(seconds(lambda: [draft_tasks(read(data, filename=name)) for name, data in files]) for _ in range(3))
    bare = min(seconds(lambda: [read(data, filename=name) for name, data in files]) for _ in range(3))
    print(f"{len(files)} documents: {len(files) / whole:.1f} a second; {whole / bare:.1f} times the bare reading")
    leaflets = "\n".join(data.decode() for name, data in files if name.endswith(".txt"))
    before = 0.0
    for size in (10_000, 100_000, 1_000_000):
        text = (leaflets * (size // len(leaflets) + 1))[:size]
        took = seconds(partial(_drafted, text))
        growth = f", {took / before:.1f} times the time for a tenth of it" if before else ""
        print(f"{size // 1000:>5} KB: {took:.2f} s{growth}")
        before = took


if __name__ == "__main__":
    main()
