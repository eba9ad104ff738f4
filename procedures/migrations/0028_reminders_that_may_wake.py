from django.db import migrations, models
from django.db.models import F


def mark_told_at_once(apps, schema_editor):
    """What waits and was told at once, by day or by night, goes on as it was meant."""
    waiting = apps.get_model("procedures", "Reminder").objects.filter(status__in=["scheduled", "claimed"])
    waiting.filter(kind__in=["moved", "cancelled", "visit_cancelled"], due_at=F("created_at")).update(may_wake=True)


class Migration(migrations.Migration):
    """Whether a reminder may wake the patient is written down, not guessed from the hour that it was planned for."""

    dependencies = [
        ("procedures", "0027_steps_that_are_calls"),
    ]

    operations = [
        migrations.AddField(
            model_name="reminder",
            name="may_wake",
            field=models.BooleanField(default=False, help_text="Told at once, by day or by night."),
        ),
        migrations.RunPython(mark_told_at_once, migrations.RunPython.noop),
    ]
