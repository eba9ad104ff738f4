"""What the demo brings itself: a data folder, a secret of its own, and where its broker listens."""

import hashlib
import os
import secrets
import tempfile
from pathlib import Path


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
