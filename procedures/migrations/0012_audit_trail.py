from django.db import migrations, models

from procedures.audit.guarding import guard


def refuse_changes(apps, schema_editor):
    guard(schema_editor.connection)


class Migration(migrations.Migration):
    """The audit trail, and the triggers that refuse to change it."""

    dependencies = [
        ('procedures', '0011_board'),
    ]

    operations = [
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('number', models.BigIntegerField(help_text='From 1, without gaps.', primary_key=True, serialize=False)),
                ('at', models.DateTimeField(db_index=True)),
                ('act', models.CharField(db_index=True, max_length=32)),
                ('by_id', models.BigIntegerField(null=True)),
                ('by_label', models.CharField(blank=True, help_text='Who it was where it was no user: patient, worker.', max_length=64)),
                ('patient_id', models.BigIntegerField(null=True)),
                ('unit_id', models.BigIntegerField(null=True)),
                ('facts', models.JSONField(default=dict)),
                ('previous_hash', models.CharField(max_length=64)),
                ('hash', models.CharField(max_length=64)),
            ],
            options={
                'verbose_name_plural': 'audit entries',
                'ordering': ['-number'],
                'indexes': [models.Index(fields=['patient_id', '-number'], name='audit_of_patient'), models.Index(fields=['by_id', '-number'], name='audit_by_person'), models.Index(fields=['unit_id', '-number'], name='audit_of_unit')],
            },
        ),
        # On the way back the triggers go with their table.
        migrations.RunPython(refuse_changes, migrations.RunPython.noop),
    ]
