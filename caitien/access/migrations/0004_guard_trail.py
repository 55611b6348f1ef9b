from django.db import migrations, models

from caitien.access.guards import install, remove


class Migration(migrations.Migration):

    dependencies = [('access', '0003_seal_trail')]

    operations = [
        migrations.AddConstraint(
            model_name='auditentry',
            constraint=models.UniqueConstraint(fields=('chain', 'number'), name='one_entry_a_number'),
        ),
        migrations.RunPython(install, remove),
    ]
