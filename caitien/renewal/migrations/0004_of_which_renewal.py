"""Each change of criterion says of which change of year or of set it was; so far a goal had but one."""

from django.db import migrations


def tell(apps, _editor):
    Renewal, Renumbering = (apps.get_model("renewal", name) for name in ("Renewal", "Renumbering"))
    of_plan = {}
    for renewal in Renewal.objects.order_by("pk"):
        of_plan.setdefault(renewal.plan_id, []).append(renewal)
    for row in Renumbering.objects.filter(renewal=None, plan__in=of_plan).iterator():
        row.renewal = min(of_plan[row.plan_id], key=lambda renewal: _unlike(renewal, row))
        row.save(update_fields=["renewal"])


def _unlike(renewal, row):
    """How little a renewal fits: a move of the plan remembers its lines, a change of year made them."""
    moved = renewal.source_id is None and row.goal_id in renewal.was.get("goals", ())
    return renewal.framework_from != row.framework, not moved and renewal.source_id is None


class Migration(migrations.Migration):
    dependencies = [("renewal", "0003_removed")]

    operations = [migrations.RunPython(tell, migrations.RunPython.noop, elidable=True)]
