"""The one Django app."""

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    """From a hospital's procedure documents to a patient's list."""

    name = "procedures"
    verbose_name = "prepapp"
