"""Sessions, sealed in the database: they hold what a nurse searched for, what the next page is to say, and the secret
of an app that is being set up.
"""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as InTheDatabase
from django.contrib.sessions.models import Session
from django.db import transaction

from procedures.privacy.keys import keyring
from procedures.privacy.sealing import SealBroken, key_of, seal, unseal

CONTEXT = "django_session.session_data"


class SessionStore(InTheDatabase):
    """Django's own, sealed on its way to the database. Django looks for it under this name."""

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Sign it, as Django does, and seal it."""
        return seal(super().encode(session_dict), context=CONTEXT)

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """Open it. One that an older prepapp wrote is signed, and still opens; one whose key is gone is a new one."""
        stored = str(session_data)
        if not key_of(stored):
            return super().decode(session_data)
        try:
            return super().decode(unseal(stored, context=CONTEXT))
        except SealBroken:
            return {}


def renew_sessions() -> int:
    """Seal every session with the current key that is sealed with another, or not at all; how many that were."""
    done = 0
    for key in list(Session.objects.values_list("pk", flat=True)):
        with transaction.atomic():
            row = Session.objects.select_for_update().filter(pk=key).first()
            if row is None or key_of(row.session_data) == keyring().current:
                continue
            store = SessionStore(key)
            kept = store.decode(row.session_data)
            if kept:
                row.session_data = store.encode(kept)
                row.save(update_fields=["session_data"])
                done += 1
    return done
