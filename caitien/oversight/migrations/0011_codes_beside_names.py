"""Parts of a code are looked for beside the names, in one index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("oversight", "0010_waits_and_groups")]

    operations = [
        migrations.RemoveIndex(model_name="asked", name="asked_by_name"),
        migrations.AddIndex(
            model_name="asked",
            index=models.Index(fields=["round", "folded", "id", "code"], name="asked_by_name"),
        ),
    ]
