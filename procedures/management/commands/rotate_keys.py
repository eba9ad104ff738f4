"""`manage.py rotate_keys`: seal with the current key whatever is sealed with an older one.

It may run while prepapp does, be stopped at any time, and be begun again: what is done is passed over. When it says
that all is done, the older keys can be taken out of SEALING_KEYS and INDEX_KEYS. docs/running.md tells the whole way.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from procedures.audit.acts import Act
from procedures.audit.recording import record
from procedures.hospitals.factors import renew_factors
from procedures.privacy.keys import keyring
from procedures.privacy.rows import renew, sealed_models
from procedures.privacy.sealing import SealBroken
from procedures.privacy.sessions import renew_sessions


class Command(BaseCommand):
    help = "Seal with the current key whatever is sealed with an older one."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        """Table by table, and say how far it is."""
        current = keyring().current
        for model in sealed_models():
            done = 0
            try:
                for batch in renew(connection, model):
                    done += batch
            except SealBroken as error:
                raise CommandError(f"{error} Nothing was put in its place; what was done so far stays done.") from error
            self.stdout.write(f"{model._meta.verbose_name_plural}: {done} rows are sealed with “{current}”.")
        self.stdout.write(f"second factors: {renew_factors()} rows, sessions: {renew_sessions()} rows.")
        record(Act.KEYS_ROTATED, by=None, by_label="administrator", now=timezone.now(), key=current)
        self.stdout.write("All is done: the older keys can be taken out.")
