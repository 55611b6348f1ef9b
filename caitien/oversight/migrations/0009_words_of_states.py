"""A school that has not sent anything is called so, seen or not: "Chưa xem" was read as the officer's own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("oversight", "0008_levels"),
    ]

    operations = [
        migrations.AlterField(
            model_name="asked",
            name="state",
            field=models.CharField(
                choices=[
                    ("unseen", "Chưa nộp"),
                    ("seen", "Chưa nộp, đã xem"),
                    ("submitted", "Đã nộp"),
                    ("passed_on", "Xã đã chuyển"),
                    ("returned", "Trả lại"),
                    ("resubmitted", "Nộp lại"),
                    ("taken", "Đã nhận"),
                    ("exempt", "Miễn"),
                ],
                default="unseen",
                max_length=11,
                verbose_name="Trạng thái",
            ),
        ),
    ]
