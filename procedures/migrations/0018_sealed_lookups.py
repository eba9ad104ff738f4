from django.db import migrations, models
from django.db.models.functions import Left


class Migration(migrations.Migration):
    """What sealed values are found by."""

    dependencies = [
        ('procedures', '0017_sealed_rows'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='caregiver',
            index=models.Index(Left('phone', 22), name='caregiver_phone'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(Left('address', 22), name='delivery_address'),
        ),
        migrations.AddIndex(
            model_name='incomingmessage',
            index=models.Index(Left('from_address', 22), name='incoming_from'),
        ),
        migrations.AddIndex(
            model_name='patient',
            index=models.Index(Left('phone', 22), name='patient_phone'),
        ),
        migrations.AddIndex(
            model_name='patient',
            index=models.Index(Left('birth_date', 22), name='patient_birth_date'),
        ),
        migrations.AddConstraint(
            model_name='suppression',
            constraint=models.UniqueConstraint(Left('address', 22), condition=models.Q(('lifted_at__isnull', True)), name='one_standing_suppression'),
        ),
    ]
