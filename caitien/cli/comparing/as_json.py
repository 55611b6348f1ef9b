"""Differences as JSON (khác biệt ở dạng JSON), for programs."""

import json

from caitien.domain.comparing.compare import Change, Comparison


def as_json(found: Comparison, names: tuple[str, str]) -> str:
    """The comparison as JSON text: ``same``, ``counts``, ``head[]``, ``rows[]`` with their ``changes[]``."""
    data = {
        "before": names[0],
        "after": names[1],
        "same": found.same,
        "counts": found.counts,
        "head": [_change(change) for change in found.head],
        "rows": [
            {
                "table": row.table,
                "kind": row.kind.value,
                "name": row.name,
                "changes": [_change(change) for change in row.changes],
            }
            for row in found.rows
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _change(change: Change) -> dict[str, object]:
    pieces = [{"mark": mark.value, "text": text} for mark, text in change.pieces]
    return {"field": change.field, "before": change.before, "after": change.after, "pieces": pieces}
