from django.db import migrations

from procedures.hospitals.factors import renew_factors
from procedures.privacy.rows import seal_plain, sealed_models

NEWLY = {"amendment", "appointment", "caregiver", "checkin", "checklistitem", "emergencyopening", "medicine", "surgery"}


def seal(apps, schema_editor):
    for model in sealed_models(apps):
        if model._meta.model_name in NEWLY:
            for _ in seal_plain(schema_editor.connection, model):
                pass
    renew_factors(apps.get_model("mfa", "Authenticator"))


class Migration(migrations.Migration):
    """Seal what was written before, and what second factors are made of. Batch by batch: one that was stopped goes on
    where it was.

    There is no way back: whoever needs the rows as they were has the copy from before.
    """

    atomic = False

    dependencies = [
        ("procedures", "0024_more_sealed_fields"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(seal)]
