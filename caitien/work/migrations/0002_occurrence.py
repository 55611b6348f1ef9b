from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):
    """A turn is called an occurrence; no row changes."""

    dependencies = [('plans', '0005_found'), ('work', '0001_initial')]

    operations = [
        migrations.RemoveConstraint(model_name='turn', name='one_turn_a_number'),
        migrations.RenameModel(old_name='Turn', new_name='Occurrence'),
        migrations.AlterField(
            model_name='occurrence',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='occurrences', to='plans.plan'),
        ),
        migrations.AlterField(
            model_name='occurrence',
            name='task',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='occurrences', to='plans.task'),
        ),
        migrations.RenameIndex(model_name='occurrence', old_name='turns_of_a_plan', new_name='occurrences_of_a_plan'),
        migrations.RenameIndex(model_name='occurrence', old_name='turns_of_a_school', new_name='occurrences_of_a_school'),
        migrations.AddConstraint(
            model_name='occurrence',
            constraint=models.UniqueConstraint(fields=('task', 'number'), name='one_occurrence_a_number'),
        ),
        migrations.RenameField(model_name='update', old_name='turn', new_name='occurrence'),
        migrations.RenameField(model_name='update', old_name='turn_name', new_name='occurrence_name'),
    ]
