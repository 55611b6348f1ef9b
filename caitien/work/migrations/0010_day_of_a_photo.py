"""On which day a photo was taken, where it says so."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("work", "0009_answer_from_above")]

    operations = [
        migrations.AddField("attachment", "taken_on", models.DateField("Ngày chụp", blank=True, null=True)),
    ]
