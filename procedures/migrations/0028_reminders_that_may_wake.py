from django.db import migrations, models
from django.db.models import F


def mark_told_at_once(apps, schema_editor):
    """What waits and was told at once, by day or by night, goes on as it was meant."""
    waiting = apps.get_model("procedures", "Reminder").objects.filter(status__in=["scheduled", "claimed"])
    waiting.filter(kind__in=["moved", "cancelled", "visit_cancelled"], due_at=F("created_at")).update(may_wake=True)


class Migration(migrations.Migration):
    """Whether a reminder may wake the patient is written down, not guessed from the hour that it was planned for; and a
    nurse hears of one that has not gone out yet.
    """

    dependencies = [
        ("procedures", "0027_steps_that_are_calls"),
    ]

    operations = [
        migrations.AddField(
            model_name="reminder",
            name="may_wake",
            field=models.BooleanField(default=False, help_text="Told at once, by day or by night."),
        ),
        migrations.AlterField(
            model_name='workitem',
            name='kind',
            field=models.CharField(choices=[('too_late', 'A reminder came too late to be sent'), ('not_yet', 'A message has not gone out yet, and its time runs out'), ('undeliverable', 'A message could not be delivered'), ('unknown', 'Nobody knows whether a message went out'), ('missed', 'The patient missed a step'), ('question', 'The patient has a question'), ('judge_again', 'Judge again what was done for the old date or the old list'), ('conflict', 'Two instructions contradict each other'), ('visit', 'A visit does not fit the date of the operation'), ('clock_change', 'The rules of the clocks changed: another hour counts'), ('phone_patient', 'Phone the patient'), ('visit_time', 'The patient asks for another time for a visit'), ('visit_unbooked', 'A visit is not booked yet'), ('medicines', 'Medicines: a clinician must decide'), ('message', 'The patient wrote'), ('not_ticked', 'A critical step is not ticked'), ('check_in', 'How the patient is after the operation'), ('asked_back', 'The patient is not sure by when'), ('ride', 'Nobody takes the patient home'), ('opened', 'Someone of another unit opened the record'), ('confirm_step', 'A clinician must confirm a step')], max_length=16),
        ),
        migrations.RunPython(mark_told_at_once, migrations.RunPython.noop),
    ]
