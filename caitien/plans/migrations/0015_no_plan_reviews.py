from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("plans", "0014_fill_review_lines")]
    operations = [migrations.RemoveField(model_name="plan", name="reviews")]
