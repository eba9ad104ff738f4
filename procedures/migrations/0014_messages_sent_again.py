from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F


def write_down(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What was sent again until now stood in the status alone."""
    apps.get_model("procedures", "Delivery").objects.filter(status="repeated").update(sent_again_at=F("settled_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("procedures", "0013_staff_sign_in"),
    ]

    operations = [
        migrations.AddField(
            model_name="delivery",
            name="sent_again_at",
            field=models.DateTimeField(help_text="When it was sent again, its outcome being unknown.", null=True),
        ),
        migrations.RunPython(write_down, migrations.RunPython.noop),
    ]
