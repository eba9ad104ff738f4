"""Makes .venv and installs the given lock files into it. Quick and quiet when that is done already.

Usage: python3 .ci/install.py requirements.lock [requirements-dev.lock]

Written so that an old Python 3 can read it and say that it is too old.
"""

import hashlib
import os
import signal
import subprocess
import sys
from pathlib import Path

NEEDED = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
HAS_PIP = "import sys; from importlib.util import find_spec; sys.exit(find_spec('pip') is None)"

TOO_OLD = """prepapp needs Python {}.{} or newer; {} is {}.{}.
Install a newer one (from python.org, your system's packages, or pyenv), or name it:
make run PYTHON=/path/to/python3.12"""
READ_ONLY = """prepapp installs its libraries into {}, and may not write there.
Copy this folder to a place of your own and run the command there."""
NO_VENV = """Python could not make a virtual environment in {}; what it says is above.
On Debian and Ubuntu this helps: apt-get install python3-venv"""
NO_PACKAGES = """The libraries of {} could not be installed; what pip says is above.
Is this machine offline, or behind a proxy? Connect it, or set https_proxy, or PIP_INDEX_URL for a package index
within reach; then run the command again."""


def main(locks):
    if sys.version_info[:2] < NEEDED:
        return fail(TOO_OLD.format(*NEEDED, sys.executable, *sys.version_info[:2]))
    marks = {lock: mark_of(lock) for lock in locks}
    is_whole = works(PYTHON)
    if is_whole and all(mark.exists() for mark in marks.values()):
        return 0
    if not os.access(str(VENV if VENV.is_dir() else ROOT), os.W_OK):
        return fail(READ_ONLY.format(VENV))
    print("Installing what prepapp needs into .venv; this takes a minute or two, once.", flush=True)
    if not is_whole and subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)]):
        return fail(NO_VENV.format(VENV))
    for lock, mark in marks.items():
        command = [
            str(PYTHON),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-input",
            "--no-compile",
        ]
        if not mark.exists() and subprocess.call([*command, "--require-hashes", "-r", lock], cwd=str(ROOT)):
            return fail(NO_PACKAGES.format(lock))
        mark.touch()
    return 0


def mark_of(lock):
    """The file in .venv that says that this very lock is installed."""
    digest = hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()
    return VENV / f"installed-{lock}-{digest[:16]}"


def works(python):
    """Whether `python` is there, runs and has pip: the system's upgrade or a start cut short may have spoiled it."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        return subprocess.call([str(python), "-c", HAS_PIP], **quiet) == 0
    except OSError:
        return False


def fail(message):
    print(f"\n{message}\n", file=sys.stderr)
    return 1


if __name__ == "__main__":
    # A shell that starts us in the background has Ctrl-C ignored, for pip too; it shall stop us all the same.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("\nStopped. Run the command again to go on.")
