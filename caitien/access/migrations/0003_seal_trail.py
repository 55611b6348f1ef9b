import hashlib
import json
from datetime import UTC

from django.db import migrations


def seal_of(entry, previous):
    """As caitien.access.trail had it then: SHA-256 of all an entry says, and of the seal before it."""
    said = [
        previous,
        entry.chain,
        entry.number,
        entry.at.astimezone(UTC).isoformat(),
        entry.actor_id,
        str(entry.role),
        entry.verb,
        entry.kind,
        entry.key,
        entry.within,
        entry.before,
        entry.after,
    ]
    return hashlib.sha256(json.dumps(said, sort_keys=True, separators=(',', ':')).encode()).hexdigest()



def seal(apps, _schema_editor):
    """Give the entries written before there were chains their numbers and seals, school by school."""
    entries, heads = apps.get_model('access', 'AuditEntry'), apps.get_model('access', 'AuditHead')
    ends = {}
    for entry in entries.objects.order_by('pk').iterator():
        number, previous = ends.get(entry.school_id, (0, ''))
        entry.chain, entry.number = entry.school_id, number + 1
        ends[entry.school_id] = entry.number, seal_of(entry, previous)
        entry.seal = ends[entry.school_id][1]
        entry.save(update_fields=['chain', 'number', 'seal'])
    heads.objects.bulk_create(heads(chain=school, number=number, seal=end) for school, (number, end) in ends.items())


class Migration(migrations.Migration):

    dependencies = [('access', '0002_people')]

    operations = [migrations.RunPython(seal, migrations.RunPython.noop, elidable=True)]
