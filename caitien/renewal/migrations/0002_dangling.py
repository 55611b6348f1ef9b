"""Before links are guarded by the database: those that lead to lines deleted from a draft go.

A decision whose line had been deleted counted as open; without its row it still does."""

from django.db import migrations


def clear(apps, _editor):
    Task, Goal = apps.get_model("plans", "Task"), apps.get_model("plans", "Goal")
    Succession, Renumbering = (apps.get_model("renewal", name) for name in ("Succession", "Renumbering"))
    Succession.objects.exclude(new_task=None).exclude(new_task__in=Task.objects.values("pk")).delete()
    Renumbering.objects.exclude(goal__in=Goal.objects.values("pk")).delete()
    for kind in (Succession, Renumbering):
        kind.objects.exclude(problem=None).exclude(problem__in=Goal.objects.values("pk")).update(problem=None)


class Migration(migrations.Migration):
    dependencies = [("renewal", "0001_initial"), ("plans", "0007_removed")]

    operations = [migrations.RunPython(clear, migrations.RunPython.noop, elidable=True)]
