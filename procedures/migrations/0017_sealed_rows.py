from django.db import migrations

from procedures.privacy.rows import seal_plain, sealed_models


def seal(apps, schema_editor):
    for model in sealed_models(apps):
        for _ in seal_plain(schema_editor.connection, model):
            pass


class Migration(migrations.Migration):
    """Seal what was written before. Batch by batch: one that was stopped goes on where it was.

    There is no way back: whoever needs the rows as they were has the copy from before.
    """

    atomic = False

    dependencies = [
        ('procedures', '0016_sealed_fields'),
    ]

    operations = [migrations.RunPython(seal)]
