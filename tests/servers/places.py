"""One folder for a whole test run, under a short path; whoever made it removes it."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# Handed from the controller to its xdist workers by the environment.
RUN_DIR = "PREPAPP_TEST_RUN_DIR"


def run_dir() -> Path:
    """The run's folder. Other users may pass through it, since PostgreSQL, started by root, runs as another one."""
    if RUN_DIR not in os.environ:
        folder = tempfile.mkdtemp(prefix="prepapp-test-")
        Path(folder).chmod(0o711)
        os.environ[RUN_DIR] = folder
        atexit.register(_remove, folder, os.getpid())
    return Path(os.environ[RUN_DIR])


def worker() -> str:
    """This process's name within the run: "gw0" and so on, or "main" without xdist."""
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


def own_dir() -> Path:
    """This process's folder within the run."""
    folder = run_dir() / worker()
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _remove(folder: str, owner: int) -> None:
    if os.getpid() == owner:
        shutil.rmtree(folder, ignore_errors=True)
