"""What the demo brings itself: a data folder, a secret of its own, and where its broker listens."""

import base64
import hashlib
import os
import secrets
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def make_data_dir(data_dir: Path) -> None:
    """Make the folder; what this process and its children write from now on is for this user's eyes alone.

    :raises ImproperlyConfigured: it is not there and cannot be made, or its files cannot be written.
    """
    # The folder may have been there, open to all; the database in it is made by SQLite, as the umask says.
    os.umask(0o077)
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=data_dir).close()
    except OSError as error:
        raise ImproperlyConfigured(
            f"prepapp keeps its data in {data_dir}, and may not write there ({error.strerror}).\n"
            "Give that folder to your user, or name another one: PREPAPP_DATA_DIR=/path/to/a/folder make run"
        ) from error


def own_key(data_dir: Path, name: str) -> str:
    """A key of the demo's own, as the variables of production hold one: it opens what it sealed before a restart."""
    digest = hashlib.sha256(own_secret(data_dir, name).encode()).digest()
    return f"demo:{base64.b64encode(digest).decode()}"


def own_secret(data_dir: Path, name: str = "secret") -> str:
    """A secret of the demo's: made once, readable by its owner alone, so that links and sign-ins outlive a restart."""
    path = data_dir / name
    if not path.exists():
        # Written aside, then put in its place whole: a process that was killed meanwhile leaves no empty secret, and
        # two that begin at once both use the one that came first.
        descriptor, aside = tempfile.mkstemp(dir=data_dir)  # only its owner may read it
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(aside, path)
        except FileExistsError:
            pass
        except OSError:  # a file system that knows no links
            Path(aside).rename(path)
        Path(aside).unlink(missing_ok=True)
    return path.read_text(encoding="ascii")


def broker_socket(data_dir: Path) -> Path:
    """Where the demo's broker listens: a short path, since a socket's may hold only about 100 bytes."""
    mark = hashlib.sha256(str(data_dir.resolve()).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"prepapp-{os.getuid()}-{mark}" / "broker.sock"
