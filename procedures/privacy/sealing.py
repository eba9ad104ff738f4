"""Sealing one value: AES-GCM, so that nobody reads it without the key, and nobody changes it unseen.

A sealed value reads `s1.<key id>.<nonce and ciphertext>`. The table and the column are authenticated with it: a value
that was copied into another column does not open there.
"""

import base64
import binascii
import hashlib
import hmac
import os
import re

from cryptography.exceptions import InvalidTag

from procedures.privacy.keys import keyring

NONCE_BYTES = 12
# Characters of the blind index: 16 bytes.
BLIND_LENGTH = 22
_SEALED = re.compile(r"s1\.([A-Za-z0-9-]{1,16})\.([A-Za-z0-9_-]+)")


class SealBroken(Exception):
    """A stored value does not open: it was changed, copied from elsewhere, never sealed, or its key is missing."""

    def __init__(self, context: str, why: str) -> None:
        super().__init__(f"A value of {context} cannot be opened: {why}")


def seal(text: str, *, context: str) -> str:
    """Seal `text` with the current key. `context` is its table and column."""
    ring = keyring()
    nonce = os.urandom(NONCE_BYTES)
    sealed = nonce + ring.sealers[ring.current].encrypt(nonce, text.encode(), context.encode())
    return f"s1.{ring.current}.{base64.urlsafe_b64encode(sealed).decode().rstrip('=')}"


def unseal(value: str, *, context: str) -> str:
    """The text that was sealed.

    :raises SealBroken: it is not what was sealed there.
    """
    match = _SEALED.fullmatch(value)
    if match is None:
        raise SealBroken(context, "it is not sealed.")
    sealer = keyring().sealers.get(match[1])
    if sealer is None:
        raise SealBroken(context, f"its key “{match[1]}” is not among SEALING_KEYS. Put it back behind the others.")
    try:
        sealed = base64.urlsafe_b64decode(match[2] + "=" * (-len(match[2]) % 4))
        opened = sealer.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context.encode())
    except (InvalidTag, binascii.Error, ValueError) as error:
        raise SealBroken(context, "it was changed, or belongs elsewhere.") from error
    return opened.decode()


def is_sealed(value: str) -> bool:
    """True when `value` is written as a sealed one is."""
    return _SEALED.fullmatch(value) is not None


def key_of(value: str) -> str:
    """The id of the key that `value` was sealed with; "" when it is not sealed."""
    match = _SEALED.fullmatch(value)
    return match[1] if match else ""


def blinds(text: str, *, context: str) -> list[str]:
    """What `text` is found by: a keyed digest under each key of the index, the current one first; "" for no text.

    It tells only that two values of one column are the same, and that only to whoever sees the database.
    """
    if not text:
        return [""]
    message = f"{context}\0{text}".encode()
    digests = (hmac.new(key, message, hashlib.sha256).digest()[:16] for key in keyring().index)
    return [base64.urlsafe_b64encode(digest).decode().rstrip("=") for digest in digests]
