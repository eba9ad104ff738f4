from django.db import migrations, models


class Migration(migrations.Migration):
    """What was raised before is told by its own table: the trail begins with what is raised from now on."""

    dependencies = [
        ("procedures", "0025_more_sealed_rows"),
    ]

    operations = [
        migrations.AddField(
            model_name="workitem",
            name="is_in_trail",
            field=models.BooleanField(default=True, help_text="The audit trail says that it was raised."),
        ),
        migrations.AlterField(
            model_name="workitem",
            name="is_in_trail",
            field=models.BooleanField(default=False, help_text="The audit trail says that it was raised."),
        ),
        migrations.AddIndex(
            model_name="workitem",
            index=models.Index(
                condition=models.Q(("is_in_trail", False)), fields=["id"], name="work_item_not_in_trail"
            ),
        ),
    ]
