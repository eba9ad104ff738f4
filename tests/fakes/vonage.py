"""A stand-in for Vonage's Messages API, which signs its receipts as Vonage does."""

import hashlib
import json
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.fakes import json_provider
from tests.fakes.json_provider import Answer, JsonProvider
from tests.fakes.twilio import Fault

APPLICATION, NUMBER = "55555555-5555-4555-8555-555555555555", "12125550188"
SIGNATURE_SECRET = "a signature secret of the tests, long enough"


@cache
def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def private_key() -> str:
    return (
        _key()
        .private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        .decode()
    )


def claims(token: str) -> dict[str, Any]:
    """What a token of ours says, if it is ours."""
    return jwt.decode(token, _key().public_key(), algorithms=["RS256"])


@contextmanager
def serve() -> Iterator[JsonProvider]:
    vonage = JsonProvider()

    def take(path: str, told: dict[str, Any]) -> Answer:
        taken = told | {"path": path, "message_uuid": str(uuid.uuid4())}
        with vonage.lock:
            vonage.accepted.append(taken)
        return 202, {"message_uuid": taken["message_uuid"]}

    def refuse(fault: Fault) -> dict[str, Any]:
        return {
            "type": f"https://developer.vonage.com/api-errors/messages#{fault.code}",
            "title": "a fault",
            "detail": "a fault",
            "instance": "1",
        }

    def tell(path: str, asked: dict[str, str]) -> Answer:
        return 404, {}

    with json_provider.serve(vonage, take=take, refuse=refuse, tell=tell):
        yield vonage


def environment(vonage: JsonProvider) -> dict[str, str]:
    """The variables that make prepapp send its texts here."""
    return {
        "SMS_TRANSPORT": "vonage",
        "VONAGE_APPLICATION_ID": APPLICATION,
        "VONAGE_PRIVATE_KEY": private_key().replace("\n", "\\n"),
        "VONAGE_SIGNATURE_SECRET": SIGNATURE_SECRET,
        "VONAGE_FROM": NUMBER,
        "VONAGE_API_URL": vonage.url,
    }


def signed(told: dict[str, Any], *, secret: str = SIGNATURE_SECRET, **other: Any) -> tuple[bytes, str]:
    """A receipt's body, and what Vonage writes into its Authorization header."""
    body = json.dumps(told).encode()
    said = {
        "iat": int(time.time()),
        "jti": str(uuid.uuid4()),
        "iss": "Vonage",
        "payload_hash": hashlib.sha256(body).hexdigest(),
        "application_id": APPLICATION,
    } | other
    return body, f"Bearer {jwt.encode(said, secret, algorithm='HS256')}"
