"""The other ways to send a due reminder with Celery, as the comparison runs them: a call and an UPDATE in each task."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prepapp.settings")

import django

django.setup()

import requests
from celery import Celery
from django.conf import settings
from django.utils import timezone
from requests.adapters import HTTPAdapter

from procedures.checklists.models import Reminder

app = Celery("bench", broker=settings.CELERY_BROKER_URL)
# As Celery advises for tasks that must not be lost: acknowledged after the work.
app.conf.update(task_ignore_result=True, task_acks_late=True, worker_hijack_root_logger=False)
LANES = 16
FORM = {"From": "+12125550199", "Body": "x" * 150, "StatusCallback": "http://x/"}
_session = requests.Session()
_session.trust_env = False
_session.mount("http://", HTTPAdapter(pool_maxsize=LANES))


@app.task
def noop() -> None:
    """The cost of a task by itself."""


@app.task
def send(key: int) -> None:
    """One reminder: ask whether it is still to be sent, call, write it down."""
    if Reminder.objects.filter(pk=key, status=Reminder.Status.SCHEDULED).exists():
        _session.post(f"{settings.TWILIO_API_URL}/x", data=FORM | {"To": str(key)}, timeout=4)
        Reminder.objects.filter(pk=key).update(status=Reminder.Status.SENT, ended_at=timezone.now())
