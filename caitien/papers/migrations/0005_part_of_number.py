"""The part of a number ("-01" of 218-01/KH-…) is kept beside its figure; papers issued before are filled in."""

import re

from django.db import migrations, models

_PART = re.compile(r"0*[1-9]\d{0,5}(?P<part>-\d{1,4})/")


def fill(apps, _schema):
    """Linear in the papers whose number has a part."""
    issue = apps.get_model("papers", "Issue")
    for key, number in issue.objects.filter(number__contains="-").values_list("pk", "number").iterator():
        if found := _PART.match(number.strip()):
            issue.objects.filter(pk=key).update(part=found["part"])


class Migration(migrations.Migration):
    dependencies = [("papers", "0004_official_kinds")]

    operations = [
        migrations.AddField(
            model_name="issue",
            name="part",
            field=models.CharField(blank=True, default="", max_length=5),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.RemoveConstraint(model_name="issue", name="a_number_is_used_once_a_year"),
        migrations.AddConstraint(
            model_name="issue",
            constraint=models.UniqueConstraint(
                fields=("school", "kind", "year", "figure", "part"), name="a_number_is_used_once_a_year"
            ),
        ),
    ]
