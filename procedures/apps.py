"""The one Django app."""

from django.apps import AppConfig
from django.core.checks import register

from procedures import checks


class ProceduresConfig(AppConfig):
    """From a hospital's procedure documents to a patient's list."""

    name = "procedures"
    verbose_name = "prepapp"

    def ready(self) -> None:
        """Let `manage.py check`, and every start, look at the settings; some keep a server from starting at all."""
        register(checks.providers)
        register(checks.sign_in)
        register(checks.keys)
        register(checks.production)
        checks.refuse_to_start()
