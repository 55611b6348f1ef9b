"""What a report wrote into the column, and which waits ended with it: both are needed to take it back."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("work", "0004_joined_waits")]

    operations = [
        migrations.AddField(
            model_name="update",
            name="wrote",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="waiting",
            name="ended_with",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="work.update",
            ),
        ),
    ]
