"""Before anything starts: is the port free, is the broker's folder ours, and does nobody else serve this data?"""

import contextlib
import errno
import fcntl
import os
import socket
import stat
import time
from collections.abc import Iterator
from pathlib import Path


class CannotServe(Exception):
    """Says why, and what to do."""


def check_broker_folder(folder: Path) -> None:
    """Make the folder of the broker's socket, which only this user may enter.

    :raises CannotServe: another user has put something in its place.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or stat.S_IMODE(found.st_mode) & 0o077:
        raise CannotServe(f"{folder} should be a folder that only your user can enter. Remove it, and start again.")


def check_port(host: str, port: int) -> None:
    """:raises CannotServe: nobody could listen on `port` at `host` now."""
    if not 0 < port < 65536:
        raise CannotServe(f"There is no port {port}. Choose one up to 65535: PORT=9000 make run")
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            reason = f"Port {port} is taken by another program."
        elif error.errno == errno.EACCES:
            reason = f"Your user may not listen on port {port}; those below 1024 belong to the administrator."
        else:
            raise CannotServe(f"prepapp cannot listen on {host}, port {port}: {error.strerror}. Set HOST.") from error
        another = free_port(near=port + 1 if port >= 1024 else 8080)
        raise CannotServe(f"{reason}\nChoose another one, which is free now: PORT={another} make run") from error


def free_port(*, near: int | None = None) -> int:
    """A port that is free on this machine now: one just above `near`, or any."""
    for candidate in [*range(near, min(near + 50, 65536)), 0] if near else [0]:
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", candidate))
            port: int = probe.getsockname()[1]
            return port
    raise CannotServe("This machine has no free port left.")


@contextlib.contextmanager
def only_here(folder: Path, *, address: str, patience: float = 12) -> Iterator[None]:
    """Hold `folder` for this process and the ones it starts; the system lets go of it however they end.

    An earlier run whose head was killed gets `patience` seconds for its processes to stop.

    :raises CannotServe: another prepapp serves this data; the message names its address.
    """
    path = folder / "serve.lock"
    with path.open("a+", encoding="utf-8") as lock:
        deadline = time.monotonic() + patience
        while not _locked(lock.fileno()):
            where, _, holder = path.read_text(encoding="utf-8").strip().partition(" ")
            if (holder and _is_alive(int(holder))) or time.monotonic() > deadline:
                raise CannotServe(
                    f"prepapp already serves this data at {where} (process {holder}).\n"
                    "Open that address, or stop it there with Ctrl-C. For a second one beside it, name another port\n"
                    "and another folder: PORT=9000 PREPAPP_DATA_DIR=/path/to/a/folder make run"
                )
            time.sleep(0.2)
        lock.truncate(0)
        lock.write(f"{address} {os.getpid()}\n")
        lock.flush()
        yield


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
