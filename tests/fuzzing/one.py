"""Tries one reader: `python -m tests.fuzzing.one TARGET FINDINGS [libFuzzer's options and folders]`.

A refusal is right. Any other exception is a finding: its input is kept in the folder FINDINGS, once for each place it
was raised at, and the search goes on. A hang or too much memory ends the process, and libFuzzer keeps that input.
"""

import hashlib
import sys
import time
import traceback
from pathlib import Path

import atheris

# Only what is imported here is watched for new ways through it.
with atheris.instrument_imports(include=["procedures", "pypdf", "docx", "markdown_it"]):
    from tests.fuzzing.targets import REFUSAL, TARGETS

# Watched code on a busy machine is many times slower than elsewhere; what takes longer than this is looked at.
SLOW_SECONDS = 5.0


def main() -> None:
    target = TARGETS[sys.argv[1]]
    findings = Path(sys.argv[2])

    def keep(data: bytes, place: str, report: str) -> None:
        name = findings / f"{sys.argv[1]}-{hashlib.sha256(place.encode()).hexdigest()[:10]}"
        if not name.exists():
            name.write_bytes(data)
            name.with_suffix(".report").write_text(report, encoding="utf-8", errors="replace")
            print(f"FINDING {name}: {report.splitlines()[-1][:300]}", file=sys.stderr, flush=True)

    def attempt(data: bytes) -> None:
        started = time.process_time()
        try:
            target(data)
        except REFUSAL:
            pass
        except Exception as error:  # noqa: BLE001
            last = traceback.extract_tb(error.__traceback__)[-1]
            keep(data, f"{type(error).__name__} {last.filename}:{last.lineno}", traceback.format_exc())
        if (took := time.process_time() - started) > SLOW_SECONDS:
            keep(data, f"slow {int(took).bit_length()}", f"{len(data)} bytes took {took:.1f} s")

    atheris.Setup([sys.argv[0], *sys.argv[3:]], attempt)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
