"""`python -m tests.fuzzing [TARGET...]`: try each reader for FUZZ_SECONDS, and say what was tried and what was found.

The variables: FUZZ_SECONDS (60) for each reader, FUZZ_JOBS (2) readers at a time, FUZZ_SEEDS for folders with further
documents to begin with, parted by ":", FUZZ_FOLDER for the corpus and the findings. It fails when anything is found.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.fuzzing.seeds import write_seeds

SECONDS = int(os.environ.get("FUZZ_SECONDS", "60"))
JOBS = int(os.environ.get("FUZZ_JOBS", "2"))
SEEDS = [Path(name) for name in os.environ.get("FUZZ_SEEDS", "").split(":") if name]
TARGETS = ("pdf", "drafting", "html", "markdown", "word-xml", "plain", "word", "whole")
# The limits of procedures/catalog/limited_process.py, with room for the fuzzer's own books.
HANG_SECONDS = 60
MEMORY_MB = 1536
LONGEST = 12_000
LONGEST_PACKED = 60_000  # an empty Word document takes half of it; cut short, it is only damaged
_RUNS = re.compile(r"^#(\d+)\s|Done (\d+) runs", re.MULTILINE)
_FEW_SECONDS = 5


@dataclass
class Tried:
    """What became of one reader."""

    target: str
    runs: int = 0
    seconds: float = 0.0
    deaths: int = 0


def fuzz(target: str, folder: Path) -> Tried:
    """Try `target` for SECONDS; a hang or a death is kept by libFuzzer, and the search begins again."""
    tried = Tried(target)
    corpus, findings = folder / "corpus" / target, folder / "findings"
    write_seeds(target, corpus, SEEDS)
    findings.mkdir(parents=True, exist_ok=True)
    while (left := SECONDS - tried.seconds) > _FEW_SECONDS or not tried.seconds:
        command = [sys.executable, "-m", "tests.fuzzing.one", target, str(findings)]
        command += [f"-max_total_time={int(left)}", f"-timeout={HANG_SECONDS}", f"-rss_limit_mb={MEMORY_MB}"]
        command += [
            f"-max_len={LONGEST_PACKED if target in ('word', 'whole') else LONGEST}",
            f"-artifact_prefix={findings}/{target}-",
            str(corpus),
        ]
        started = time.monotonic()
        with (folder / f"{target}.log").open("a+", encoding="utf-8", errors="replace") as log:
            start = log.seek(0, os.SEEK_END)
            code = subprocess.call(command, stdout=log, stderr=log)
            log.seek(start)
            counts = [int(one or other) for one, other in _RUNS.findall(log.read())]
        tried.seconds += time.monotonic() - started
        tried.runs += max(counts, default=0)
        tried.deaths += code != 0
        if code != 0 and not counts:
            break  # it does not even start; its log says why
    return tried


def main() -> int:
    named = [name for name in sys.argv[1:] if not name.startswith("-")] or list(TARGETS)
    folder = Path(os.environ.get("FUZZ_FOLDER") or tempfile.mkdtemp(prefix="prepapp-fuzzing-"))
    with ThreadPoolExecutor(JOBS) as pool:
        for tried in pool.map(lambda target: fuzz(target, folder), named):
            print(
                f"{tried.target:>10}: {tried.runs} runs in {tried.seconds:.0f} s; died {tried.deaths} times", flush=True
            )
    findings = [path for path in sorted((folder / "findings").iterdir()) if path.suffix != ".report"]
    for path in findings:
        print(f"found: {path}")
    print(f"{len(findings)} findings; what was tried is kept in {folder}")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
