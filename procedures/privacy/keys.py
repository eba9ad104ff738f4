"""The keys, as the environment gives them: those that seal, by id, and those of the blind index.

`SEALING_KEYS` and `INDEX_KEYS` are `id:key` with commas between; a key is 32 random bytes in base64. The first of each
is used for what is written; the others still open and find what was written before. docs/running.md tells how they are
kept.
"""

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

KEY_BYTES = 32
_ID = re.compile(r"[A-Za-z0-9-]{1,16}")


@dataclass(frozen=True, slots=True)
class Keyring:
    """`current` is the id of the key that seals; `index` are the keys of the blind index, the current one first."""

    current: str
    sealers: Mapping[str, AESGCM]
    index: tuple[bytes, ...]


def keyring() -> Keyring:
    """The keys of the settings. The ciphers are made once, not for every value.

    :raises ImproperlyConfigured: a key is not written as it must be.
    """
    return _ring(settings.SEALING_KEYS, settings.INDEX_KEYS)


@lru_cache(maxsize=4)
def _ring(sealing: str, index: str) -> Keyring:
    keys = read_keys("SEALING_KEYS", sealing)
    sealers = {name: AESGCM(key) for name, key in keys.items()}
    return Keyring(next(iter(keys)), sealers, tuple(read_keys("INDEX_KEYS", index).values()))


def read_keys(variable: str, written: str) -> dict[str, bytes]:
    """The keys of a variable by their ids, in their order.

    :raises ImproperlyConfigured: naming the variable, and never what stands in it.
    """
    how = f"Write {variable} as id:key, a key being 32 random bytes in base64: `openssl rand -base64 32` makes one."
    keys: dict[str, bytes] = {}
    for one in written.split(","):
        name, _, key = one.strip().partition(":")
        try:
            decoded = base64.b64decode(key, validate=True)
        except (binascii.Error, ValueError) as error:
            raise ImproperlyConfigured(f"{variable} holds a key that is no base64. {how}") from error
        if not _ID.fullmatch(name) or len(decoded) != KEY_BYTES or name in keys:
            raise ImproperlyConfigured(f"{variable} is not right. {how} Each id stands once.")
        keys[name] = decoded
    return keys
