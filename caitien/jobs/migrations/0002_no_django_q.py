"""The tables of django-q2 go: a job's row is all there is of it."""

from django.db import migrations

TABLES = ("django_q_ormq", "django_q_schedule", "django_q_task")


class Migration(migrations.Migration):
    dependencies = [("jobs", "0001_initial")]

    operations = [
        migrations.RunSQL(
            [f"DROP TABLE IF EXISTS {table}" for table in TABLES], migrations.RunSQL.noop, elidable=True
        ),
    ]
