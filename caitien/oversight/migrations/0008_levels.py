"""What the list tells of levels is kept in the sums, as all else is (T5)."""

import datetime as dt
from collections import Counter, defaultdict
from itertools import islice

from django.db import migrations, models

COUNTED = ("submitted", "passed_on", "resubmitted", "taken")


def count_levels(apps, _editor):
    """As levels were counted when this was written; linear in the schools, five hundred at a time."""
    asked = apps.get_model("oversight", "Asked").objects
    told = asked.filter(state__in=COUNTED).order_by().values_list("row", "round__school_year").distinct()
    years = set(told.iterator(chunk_size=5_000))
    sums = defaultdict(Counter)
    keys = iter(list(asked.order_by("pk").values_list("pk", flat=True)))
    while some := list(islice(keys, 500)):
        rows = list(asked.filter(pk__in=some).select_related("row", "round"))
        for each in rows:
            each.counted["levels"] = levels_of(each, years)
            for body in each.counted.get("at", ()):
                sums[each.round_id, body, each.kind].update(each.counted["levels"])
        asked.bulk_update(rows, ["counted"])
    tallies = apps.get_model("oversight", "Tally").objects
    for (round_, body, kind), levels in sums.items():
        tallies.filter(round=round_, body=body, kind=kind).update(levels=dict(levels))


def levels_of(asked, years):
    row, first = asked.row, int(asked.round.school_year[:4])
    day, until = dt.date(first + 1, 5, 31), asked.row.recognised_until
    before = all((row.pk, f"{first - back}-{first - back + 1}") in years for back in (1, 2))
    found = {
        "total": 1,
        f"level:{row.level}": row.level,
        f"national:{row.national}": row.national,
        "untold": row.level is None and row.national is None,
        "soon": until is not None and day <= until < day.replace(year=day.year + 1),
        "steady": before and asked.counted.get("progress", {}).get("counted"),
    }
    return {name: 1 for name, told in found.items() if told}


class Migration(migrations.Migration):
    dependencies = [("oversight", "0007_bodies_by_identity")]

    operations = [
        migrations.AddField(model_name="tally", name="levels", field=models.JSONField(default=dict)),
        migrations.AddIndex(
            model_name="asked",
            index=models.Index(fields=["round", "code"], name="asked_by_code"),
        ),
        migrations.RunPython(count_levels, migrations.RunPython.noop, elidable=True),
    ]
