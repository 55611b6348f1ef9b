"""Section VI of every plan, kept as a list in the plan so far, becomes rows with keys of their own.

Proposals to change one, and findings people passed over, named a review by its turn; they name it by its key now. The
checks that were kept do so too once they are made anew.
"""

from hashlib import blake2s

from django.db import migrations

NAMES = ("moment", "content", "result", "adjustment", "reviewer", "extra")


def fill(apps, schema_editor):
    Plan, ReviewLine = apps.get_model("plans", "Plan"), apps.get_model("plans", "ReviewLine")
    for plan in Plan.objects.exclude(reviews=[]).iterator():
        lines = [
            ReviewLine(
                school_id=plan.school_id,
                plan=plan,
                position=turn,
                **{name: said[name] for name in NAMES if said.get(name)},
            )
            for turn, said in enumerate(plan.reviews)
        ]
        lines = ReviewLine.objects.bulk_create(lines)
        _follow(apps, plan, [line.pk for line in lines])


def _follow(apps, plan, keys):
    for row in apps.get_model("plans", "Adjustment").objects.filter(plan=plan, place__startswith="reviews."):
        turn = int(row.place.partition(".")[2])
        if turn < len(keys):
            row.place, row.review_id = "reviews", keys[turn]
            row.save(update_fields=["place", "review"])
    for row in apps.get_model("plans", "Dismissal").objects.filter(plan=plan, path__startswith="reviews."):
        turn, dot, rest = row.path.removeprefix("reviews.").partition(".")
        if turn.isdecimal() and int(turn) < len(keys):
            said = (row.code, f"reviews.#{keys[int(turn)]}{dot}{rest}", row.words)
            row.mark = blake2s("\0".join(said).encode(), digest_size=8).hexdigest()
            row.save(update_fields=["mark"])
    apps.get_model("plans", "Check").objects.filter(plan=plan).update(mark="", lines="")


def back(apps, schema_editor):
    Plan, ReviewLine = apps.get_model("plans", "Plan"), apps.get_model("plans", "ReviewLine")
    for plan in Plan.objects.filter(review_lines__isnull=False).distinct().iterator():
        lines = ReviewLine.objects.filter(plan=plan, removed_at=None).order_by("position")
        plan.reviews = [{name: getattr(line, name) for name in NAMES if getattr(line, name)} for line in lines]
        plan.save(update_fields=["reviews"])


class Migration(migrations.Migration):
    dependencies = [("plans", "0013_review_lines")]
    operations = [migrations.RunPython(fill, back, elidable=True)]
