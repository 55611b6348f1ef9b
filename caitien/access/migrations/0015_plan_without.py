from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0014_former_entry"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="plan_without",
            field=models.CharField(
                blank=True, default="", max_length=60, verbose_name="Cột không xem ở bảng kế hoạch"
            ),
        ),
    ]
