"""The Celery app and the beat schedule, in code. Tasks carry no ids: a message is a nudge, the row is the record."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prepapp.settings")

app = Celery("prepapp")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["procedures"])
app.conf.beat_schedule = {
    # Two beats at once, or none for a while, only change how soon a worker looks.
    "look-for-due-reminders": {"task": "prepapp.dispatch", "schedule": 2.0, "options": {"expires": 10}},
    "look-for-unbooked-visits": {"task": "prepapp.unbooked", "schedule": 300.0, "options": {"expires": 600}},
    "reckon-again": {"task": "prepapp.reckon", "schedule": 300.0, "options": {"expires": 300}},
    "let-go": {"task": "prepapp.retain", "schedule": crontab(hour=3, minute=17), "options": {"expires": 3600}},
    "climb-the-ladder": {"task": "prepapp.climb", "schedule": 30.0, "options": {"expires": 60}},
}
# Nothing is redelivered that would have to be cancelled; said aloud, it stops a warning at every broken connection.
app.conf.worker_cancel_long_running_tasks_on_connection_loss = True
app.conf.beat_scheduler = "prepapp.beat:RecordingScheduler"
