from django.db import migrations, models

from procedures.checklists.visits import is_call

BATCH = 1000


def mark_calls(apps, schema_editor):
    items = apps.get_model("procedures", "ChecklistItem").objects
    told = items.only("pk", "title").order_by("pk")
    after = 0
    while rows := list(told.filter(pk__gt=after)[:BATCH]):
        items.filter(pk__in=[row.pk for row in rows if is_call(row.title)]).update(is_call=True)
        after = rows[-1].pk


class Migration(migrations.Migration):
    """Whether a step is a call stands beside its title, which is sealed."""

    dependencies = [
        ("procedures", "0026_concerns_in_trail"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="checklistitem", name="item_without_template"),
        migrations.AddField(
            model_name="checklistitem", name="is_call", field=models.BooleanField(default=False)
        ),
        migrations.RunPython(mark_calls, migrations.RunPython.noop),
    ]
