"""What second factors are made of, sealed: the secrets of apps, and the seeds of spare codes.

allauth keeps them in a JSON column of its own, and asks its adapter to seal each. Passkeys hold no secret.
"""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Model

from procedures.privacy.keys import keyring
from procedures.privacy.sealing import key_of, seal, unseal

CONTEXT = "mfa_authenticator.data"
# By their names in allauth's column: single ones, and a list.
_ONE, _SEVERAL = ("secret", "seed"), "migrated_codes"


def seal_factor(text: str) -> str:
    """As it stands in the database."""
    return seal(text, context=CONTEXT)


def open_factor(sealed: str) -> str:
    """What was sealed.

    :raises SealBroken: it is not what was sealed there.
    """
    return unseal(sealed, context=CONTEXT)


def renew_factors(model: type[Model] = Authenticator) -> int:
    """Seal with the current key whatever is sealed with another, or not at all; in how many rows that was."""
    done = 0
    for pk in list(model._default_manager.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            row: Any = model._default_manager.select_for_update().filter(pk=pk).first()
            if row is None:
                continue
            renewed = _each(row.data, _renewed)
            if renewed != row.data:
                row.data = renewed
                row.save(update_fields=["data"])
                done += 1
    return done


def _each(data: dict[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
    several = {name: [change(one) for one in data[name]] for name in [_SEVERAL] if data.get(name)}
    return data | {name: change(data[name]) for name in _ONE if data.get(name)} | several


def _renewed(stored: str) -> str:
    if key_of(stored) == keyring().current:
        return stored
    return seal_factor(open_factor(stored) if key_of(stored) else stored)
