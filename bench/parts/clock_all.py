"""A clocked schedule of django-celery-beat for every reminder that there is, each sent once, all at one instant.

DJANGO_SETTINGS_MODULE=bench.parts.clocked_settings python -m bench.parts.clock_all 2026-12-07T18:00:00+00:00
"""

import sys
from datetime import datetime

import django

django.setup()

from django.core.management import call_command
from django_celery_beat.models import ClockedSchedule, PeriodicTask, PeriodicTasks

from procedures.checklists.models import Reminder


def main(due_at: datetime) -> None:
    call_command("migrate", "django_celery_beat", verbosity=0)
    PeriodicTask.objects.all().delete()
    clocked, _ = ClockedSchedule.objects.get_or_create(clocked_time=due_at)
    PeriodicTask.objects.bulk_create(
        PeriodicTask(
            name=f"reminder {key}",
            task="bench.parts.celery_ways.send",
            args=f"[{key}]",
            clocked=clocked,
            one_off=True,
        )
        for key in Reminder.objects.order_by("pk").values_list("pk", flat=True)
    )
    PeriodicTasks.update_changed()


if __name__ == "__main__":
    main(datetime.fromisoformat(sys.argv[1]))
