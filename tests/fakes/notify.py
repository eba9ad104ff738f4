"""A stand-in for GOV.UK Notify's API."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.fakes import json_provider
from tests.fakes.json_provider import Answer, JsonProvider
from tests.fakes.twilio import Fault

SERVICE, SECRET = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
KEY = f"tests-{SERVICE}-{SECRET}"
TOKEN = "a callback token of the tests"
# What Notify says of an address, of our template, of our rate and of our day: a fault's `code` picks one.
ERRORS = {
    1: ("ValidationError", "phone_number Not enough digits"),
    2: ("BadRequestError", "Missing personalisation: body"),
    3: ("RateLimitError", "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds"),
    4: ("TooManyRequestsError", "Exceeded send limits (250000) for today"),
    5: ("BadRequestError", "Cannot send to international mobile numbers"),
    6: ("AuthError", "Error: Your system clock must be accurate to within 30 seconds"),
}


@contextmanager
def serve() -> Iterator[JsonProvider]:
    notify = JsonProvider()

    def take(path: str, told: dict[str, Any]) -> Answer:
        taken = told | {"id": str(uuid.uuid4()), "type": path.rpartition("/")[2]}
        with notify.lock:
            notify.accepted.append(taken)
        return 201, {"id": taken["id"], "reference": told.get("reference"), "content": {}}

    def refuse(fault: Fault) -> dict[str, Any]:
        kind, words = ERRORS.get(fault.code, ("Exception", "Internal server error"))
        return {"status_code": fault.status, "errors": [{"error": kind, "message": words}]}

    def tell(path: str, asked: dict[str, str]) -> Answer:
        if notify.always and notify.always.status:
            return notify.always.status, refuse(notify.always)
        found = [one for one in reversed(notify.accepted) if one.get("reference") == asked.get("reference")]
        return 200, {"notifications": found, "links": {}}

    with json_provider.serve(notify, take=take, refuse=refuse, tell=tell):
        yield notify


def environment(notify: JsonProvider) -> dict[str, str]:
    """The variables that make prepapp send its texts here."""
    return {
        "SMS_TRANSPORT": "notify",
        "NOTIFY_API_KEY": KEY,
        "NOTIFY_CALLBACK_TOKEN": TOKEN,
        "NOTIFY_SMS_TEMPLATE": "33333333-3333-4333-8333-333333333333",
        "NOTIFY_EMAIL_TEMPLATE": "44444444-4444-4444-8444-444444444444",
        "NOTIFY_API_URL": notify.url,
    }
