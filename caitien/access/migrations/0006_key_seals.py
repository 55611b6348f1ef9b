import hashlib
import json
from datetime import UTC

from django.conf import settings
from django.db import migrations
from django.utils.crypto import salted_hmac

SITE = 0
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


def said_by(entry, previous):
    return [
        previous, entry.chain, entry.number, entry.at.astimezone(UTC).isoformat(), entry.actor_id, str(entry.role),
        entry.verb, entry.kind, entry.key, entry.within, entry.before, entry.after,
    ]


def plain_seal(entry, previous):
    """As caitien.access.trail had it before: SHA-256, which anyone can work out anew."""
    return hashlib.sha256(as_text(said_by(entry, previous)).encode()).hexdigest()


def keyed(what, said):
    return salted_hmac(f'caitien.trail.{what}', as_text(said), secret=settings.TRAIL_KEY, algorithm='sha256').hexdigest()


def as_text(said):
    return json.dumps(said, sort_keys=True, separators=(',', ':'))


def reseal(apps, _editor):
    """Seal what stands by the key, chain by chain, and found the chains of schools nobody wrote in yet.

    From the first row that was not as it was written, nothing is sealed anew: a break stays one.
    """
    entries, heads = apps.get_model('access', 'AuditEntry'), apps.get_model('access', 'AuditHead')
    schools = list(apps.get_model('access', 'School').objects.values_list('pk', flat=True))
    for head in heads.objects.all():
        if reseal_chain(entries, head):
            head.mark = keyed('head', [head.chain, head.number, head.seal])
        head.save()
    there = set(heads.objects.values_list('chain', flat=True))
    for chain in {*schools, *([SITE] if schools else [])} - there:
        heads.objects.create(chain=chain, number=0, seal='', mark=keyed('head', [chain, 0, '']))


def reseal_chain(entries, head):
    """Whether the whole chain was as it was written; its rows bear the name of who acted, and keyed seals."""
    number, old, new = 0, '', ''
    for entry in entries.objects.filter(chain=head.chain).select_related('actor').order_by('number').iterator():
        if entry.number != number + 1 or entry.seal != plain_seal(entry, old):
            return False
        number, old = entry.number, entry.seal
        entry.actor_name = entry.actor.name
        entry.seal = new = keyed('entry', [*said_by(entry, new), entry.actor_name])
        entries.objects.filter(pk=entry.pk).update(actor_name=entry.actor_name, seal=entry.seal)
    whole = number == head.number and old == head.seal
    head.seal = new if whole else head.seal
    return whole


def guard(_apps, editor):
    """Refuse every UPDATE, DELETE and TRUNCATE of the trail again."""
    with editor.connection.cursor() as cursor:
        for statement in INSTALL[editor.connection.vendor]:
            cursor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [('access', '0005_trail_names')]

    operations = [migrations.RunPython(reseal, elidable=True), migrations.RunPython(guard)]
