"""Bodies petitions are addressed to are told apart by their accents: xã Mơ is not xã Mở."""

import re

from django.db import migrations, models

DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
PLACES = (("òóỏõọ", "a", "oàoáoảoãoạ"), ("òóỏõọ", "e", "oèoéoẻoẽoẹ"), ("ùúủũụ", "y", "uỳuýuỷuỹuỵ"))
TONES = {
    old + last: new[2 * place : 2 * place + 2] for marked, last, new in PLACES for place, old in enumerate(marked)
}
OLD_TONES = re.compile("|".join(TONES))


def tell_apart(apps, _editor):
    """As names were told apart when this was written; linear in the petitions."""
    rows = apps.get_model("oversight", "RaisedPetition").objects
    for whom in rows.exclude(whom="").order_by().values_list("whom", flat=True).distinct().iterator():
        words = " ".join(whom.lower().translate(DASHES).split())
        rows.filter(whom=whom).update(whom_identity=OLD_TONES.sub(lambda found: TONES[found[0]], words)[:250])


class Migration(migrations.Migration):
    dependencies = [("access", "0016_merged_schools"), ("oversight", "0006_answer_file")]

    operations = [
        migrations.RemoveIndex(model_name="raisedpetition", name="petitions_to_a_body"),
        migrations.AddField(
            model_name="raisedpetition",
            name="whom_identity",
            field=models.CharField(blank=True, max_length=250),
        ),
        migrations.RunPython(tell_apart, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name="raisedpetition",
            index=models.Index(fields=["round", "whom_identity", "state"], name="petitions_to_a_body"),
        ),
    ]
