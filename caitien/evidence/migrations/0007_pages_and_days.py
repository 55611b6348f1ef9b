"""How many pages a PDF has, on which day a photo was taken."""

from django.db import migrations, models


def draw_again(apps, _schema_editor):
    """PDFs that were drawn before wait once more: who draws them counts their pages."""
    versions = apps.get_model("evidence", "FileVersion").objects
    versions.filter(kind="pdf").exclude(previewed_at=None).update(previewed_at=None)


class Migration(migrations.Migration):
    dependencies = [("evidence", "0006_required")]

    operations = [
        migrations.AddField("fileversion", "pages", models.PositiveIntegerField("Số trang", blank=True, null=True)),
        migrations.AddField("fileversion", "taken_on", models.DateField("Ngày chụp", blank=True, null=True)),
        migrations.RunPython(draw_again, migrations.RunPython.noop, elidable=True),
    ]
