from django.db import migrations, models

TABLE = 'access_auditentry'
REMOVE = {
    'sqlite': [f'DROP TRIGGER {name}' for name in ('audit_no_update', 'audit_no_delete', 'audit_no_replace')],
    'postgresql': [f'DROP TRIGGER audit_no_change ON {TABLE}', 'DROP FUNCTION audit_refuse()'],
}


def unguard(_apps, editor):
    """Take the refusal away: the next migration writes into the trail and puts it up again."""
    with editor.connection.cursor() as cursor:
        for statement in REMOVE[editor.connection.vendor]:
            cursor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [('access', '0004_guard_trail')]

    operations = [
        migrations.RunPython(unguard),
        migrations.AddField(
            model_name='auditentry', name='actor_name', field=models.CharField(blank=True, default='', max_length=150)
        ),
        migrations.AddField(
            model_name='audithead', name='mark', field=models.CharField(blank=True, default='', max_length=64)
        ),
    ]
