"""Parts that end, hang or never come up."""

import subprocess
import sys
import time
from pathlib import Path

import psutil

from tests.servers import surroundings

HOUSEHOLD = """
import sys
from procedures.management.serving.household import Household
from procedures.management.serving.parts import Part

household = Household()
for name, program in zip(sys.argv[1::2], sys.argv[2::2]):
    household.add(Part(name, (sys.executable, "-c", program)), env={}, cwd=".")
household.loop()
sys.exit(0 if household.was_asked_to_stop else 1)
"""


def keep_house(tmp_path: Path, *names_and_programs: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", HOUSEHOLD, *names_and_programs],
        cwd=surroundings.ROOT,
        env=surroundings.bare(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_a_part_that_never_stays_up_ends_the_whole_and_says_so(tmp_path: Path) -> None:
    program = "import sys; print('no such setting'); sys.exit(3)"

    head = keep_house(tmp_path, "broken", program, "good", "import time; time.sleep(99)")
    said, _ = head.communicate(timeout=60)

    assert head.returncode == 1
    assert said.count("no such setting") == 3
    assert "broken does not stay up" in said


def test_a_part_that_ends_later_is_started_again(tmp_path: Path) -> None:
    mark = tmp_path / "lives"
    program = f"import time; open({str(mark)!r}, 'a').write('x'); time.sleep(0.2)"

    head = keep_house(tmp_path, "short", program)
    while not mark.exists() or len(mark.read_text()) < 2:
        time.sleep(0.05)
    head.terminate()
    said, _ = head.communicate(timeout=10)

    assert head.returncode == 0
    assert "short ended (code 0) and starts again in 1 s." in said


def test_a_part_that_will_not_stop_is_made_to(tmp_path: Path) -> None:
    program = (
        "import os, signal, time; signal.signal(15, signal.SIG_IGN); print(os.getpid(), flush=True); time.sleep(99)"
    )

    head = keep_house(tmp_path, "stubborn", program)
    assert head.stdout is not None
    stubborn = int(head.stdout.readline().split()[-1])
    started = time.monotonic()
    head.terminate()
    head.communicate(timeout=20)

    assert time.monotonic() - started < 10
    assert not psutil.pid_exists(stubborn)


def test_each_line_bears_the_name_of_its_part_even_when_it_comes_in_pieces(tmp_path: Path) -> None:
    program = (
        "import sys, time; sys.stdout.write('one '); sys.stdout.flush(); time.sleep(0.5); "
        "print('line', flush=True); sys.stdout.write('last'); sys.stdout.flush(); time.sleep(99)"
    )

    head = keep_house(tmp_path, "talker", program)
    time.sleep(2)
    head.terminate()
    said, _ = head.communicate(timeout=10)

    assert "talker | one line" in said
    assert "talker | last" in said
