import django.core.validators
import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Q, Subquery


def carry_over(apps, schema_editor):
    """Each delivery that there is carries the one reminder that it was for, and knows whose it was."""
    Delivery = apps.get_model("procedures", "Delivery")
    Carried = apps.get_model("procedures", "DeliveryReminder")
    Reminder = apps.get_model("procedures", "Reminder")
    batch = []
    for key, reminder in Delivery.objects.values_list("pk", "reminder_id").iterator(chunk_size=2000):
        batch.append(Carried(delivery_id=key, reminder_id=reminder))
        if len(batch) == 2000:
            Carried.objects.bulk_create(batch)
            batch = []
    Carried.objects.bulk_create(batch)
    told = Reminder.objects.filter(pk=OuterRef("reminder"))
    Delivery.objects.update(
        patient_id=Subquery(told.values("surgery__patient")[:1]),
        unit_id=Subquery(told.values("surgery__unit")[:1]),
        counts=Subquery(told.annotate(counts=Q(is_critical=False)).values("counts")[:1]),
    )
    # PostgreSQL changes no table of which rows are still to be checked.
    schema_editor.connection.check_constraints()


def hand_back(apps, schema_editor):
    """Each delivery is for the first of its reminders again."""
    Delivery = apps.get_model("procedures", "Delivery")
    Carried = apps.get_model("procedures", "DeliveryReminder")
    first = Carried.objects.filter(delivery=OuterRef("pk")).order_by("reminder__due_at", "reminder")
    Delivery.objects.update(reminder_id=Subquery(first.values("reminder")[:1]))
    schema_editor.connection.check_constraints()


def _patient(**options):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT,
        related_name="deliveries",
        to="procedures.patient",
        **options,
    )


def _unit(**options):
    return models.ForeignKey(
        help_text="In whose name it goes.",
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="procedures.unit",
        **options,
    )


class Migration(migrations.Migration):
    dependencies = [("procedures", "0006_medicine_conflicts")]

    operations = [
        migrations.AddField(
            model_name="hospital",
            name="messages_a_day",
            field=models.PositiveSmallIntegerField(
                default=4,
                help_text="No patient gets more on one day. What must not be missed comes on top.",
                validators=[django.core.validators.MinValueValidator(1)],
            ),
        ),
        migrations.AlterField(
            model_name="reminder",
            name="status",
            field=models.CharField(
                choices=[
                    ("scheduled", "Waiting for its time"),
                    ("claimed", "Taken by a worker; still stoppable"),
                    ("armed", "Going out: checked for the last time, the provider is being called"),
                    ("unknown", "Called, but no answer is known; being looked up"),
                    ("sent", "Accepted by a provider"),
                    ("held", "Nobody knows whether it went out; a nurse has it"),
                    ("undeliverable", "No channel took it; a nurse has it"),
                    ("capped", "The day’s messages were used up, and the next day is too late"),
                    ("expired", "Too late to be of use; a nurse has it if it was critical"),
                    ("not_needed", "Already ticked"),
                    ("superseded", "The date moved; another takes its place"),
                    ("stopped", "The operation was cancelled, or is over"),
                ],
                default="scheduled",
                max_length=16,
            ),
        ),
        migrations.CreateModel(
            name="DeliveryReminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "delivery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="carried",
                        to="procedures.delivery",
                    ),
                ),
                (
                    "reminder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried",
                        to="procedures.reminder",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("delivery", "reminder"), name="carried_once")],
            },
        ),
        migrations.AddField(
            model_name="delivery",
            name="counts",
            field=models.BooleanField(default=False, help_text="Counts for how many messages a day may hold."),
        ),
        migrations.AddField(model_name="delivery", name="patient", field=_patient(null=True)),
        migrations.AddField(model_name="delivery", name="unit", field=_unit(null=True)),
        migrations.AlterField(
            model_name="delivery",
            name="reminder",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="deliveries",
                to="procedures.reminder",
            ),
        ),
        migrations.RunPython(carry_over, hand_back),
        migrations.RemoveField(model_name="delivery", name="reminder"),
        migrations.AlterField(model_name="delivery", name="patient", field=_patient()),
        migrations.AlterField(model_name="delivery", name="unit", field=_unit()),
        migrations.AddField(
            model_name="delivery",
            name="reminders",
            field=models.ManyToManyField(
                related_name="deliveries",
                through="procedures.DeliveryReminder",
                to="procedures.reminder",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["patient", "armed_at"], name="delivery_of_patient"),
        ),
    ]
