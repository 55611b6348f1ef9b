from django.db import migrations, models

TABLE = 'access_auditentry'
REFUSAL = 'the audit trail is append-only'
TRIGGERS = {
    'audit_no_update': f'BEFORE UPDATE ON {TABLE}',
    'audit_no_delete': f'BEFORE DELETE ON {TABLE}',
    'audit_no_replace': f"""BEFORE INSERT ON {TABLE} WHEN EXISTS (
        SELECT 1 FROM {TABLE} WHERE id = NEW.id OR (chain = NEW.chain AND number = NEW.number))""",
}
INSTALL = {
    'sqlite': [f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END" for name, when in TRIGGERS.items()],
    'postgresql': [
        f"""CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
        f"""CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE}
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()""",
    ],
}
REMOVE = {
    'sqlite': [f'DROP TRIGGER {name}' for name in TRIGGERS],
    'postgresql': [f'DROP TRIGGER audit_no_change ON {TABLE}', 'DROP FUNCTION audit_refuse()'],
}


def install(_apps, editor):
    """Refuse every UPDATE, DELETE and TRUNCATE of the trail: caitien.access.guards as it was then."""
    execute(editor.connection, INSTALL)


def remove(_apps, editor):
    """Take the refusal away."""
    execute(editor.connection, REMOVE)


def execute(connection, statements):
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)



class Migration(migrations.Migration):

    dependencies = [('access', '0003_seal_trail')]

    operations = [
        migrations.AddConstraint(
            model_name='auditentry',
            constraint=models.UniqueConstraint(fields=('chain', 'number'), name='one_entry_a_number'),
        ),
        migrations.RunPython(install, remove),
    ]
