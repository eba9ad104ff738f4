"""The project: wiring, no behaviour."""

from prepapp.celery import app as celery_app

__all__ = ["celery_app"]
