"""Empty databases for processes under test, on the server that the run is on."""

import contextlib
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
from psycopg import sql


@contextlib.contextmanager
def empty(server_url: str, folder: Path) -> Iterator[str]:
    """The address of a new database beside the one at `server_url`; SQLite's is a file in `folder`."""
    if server_url.startswith("sqlite"):
        yield f"sqlite:///{folder / 'empty.sqlite3'}"
        return
    name = f"test_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield f"{server_url.rpartition('/')[0]}/{name}"
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
