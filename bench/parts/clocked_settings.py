"""The settings of prepapp, and django-celery-beat beside it: only ever measured against."""

from prepapp.settings import *  # noqa: F403
from prepapp.settings import INSTALLED_APPS as _OURS

INSTALLED_APPS = [*_OURS, "django_celery_beat"]
