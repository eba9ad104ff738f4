"""Servers as children that do not outlive the tests, however these end."""

import ctypes
import signal
import subprocess
import sys
from collections.abc import Callable

PR_SET_PDEATHSIG = 1


def die_with_parent(sign: signal.Signals = signal.SIGTERM) -> Callable[[], None] | None:
    """For `preexec_fn`: the child gets `sign` when this process dies, even by SIGKILL. Linux only; elsewhere None."""
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)
    return lambda: libc.prctl(PR_SET_PDEATHSIG, sign)


def stop(process: subprocess.Popen[bytes], sign: signal.Signals = signal.SIGTERM, *, seconds: float = 10) -> None:
    """Ask `process` to end; make it, when it has not within `seconds`."""
    if process.poll() is None:
        process.send_signal(sign)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe:
            pipe.close()
