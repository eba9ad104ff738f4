"""What the demo brings itself: a data folder, a secret of its own, and where its broker listens."""

import hashlib
import os
import secrets
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def make_data_dir(data_dir: Path) -> None:
    """:raises ImproperlyConfigured: it is not there and cannot be made, or its files cannot be written."""
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=data_dir).close()
    except OSError as error:
        raise ImproperlyConfigured(
            f"prepapp keeps its data in {data_dir}, and may not write there ({error.strerror}).\n"
            "Give that folder to your user, or name another one: PREPAPP_DATA_DIR=/path/to/a/folder make run"
        ) from error


def own_secret(data_dir: Path) -> str:
    """The demo's secret: made once, readable by its owner alone, so that links and sign-ins outlive a restart."""
    path = data_dir / "secret"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        secret = secrets.token_urlsafe(48)
        file.write(secret)
    return secret


def broker_socket(data_dir: Path) -> Path:
    """Where the demo's broker listens: a short path, since a socket's may hold only about 100 bytes."""
    mark = hashlib.sha256(str(data_dir.resolve()).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"prepapp-{os.getuid()}-{mark}" / "broker.sock"
