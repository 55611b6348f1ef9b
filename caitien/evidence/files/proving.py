"""Whether every file is as it came (kiểm tra tệp minh chứng): its bytes against the hash they were kept under."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.core.files.storage import default_storage

from caitien.evidence.models import FileVersion

PIECE: Final = 256 * 1024  # bytes read at a time


@dataclass(frozen=True, slots=True)
class Damage:
    """A file that is not as it came (tệp hỏng): missing, or altered."""

    version: FileVersion
    missing: bool


def damaged_files() -> Iterator[Damage]:
    """Every kept file whose bytes are not those that came (kiểm tra tệp minh chứng): each hash worked out anew, a piece
    at a time. Reads everything; one query."""
    proved: dict[tuple[int, str], bool | None] = {}
    found = FileVersion.objects.select_related("part__item__school").order_by("school", "sha256", "pk")
    for version in found.iterator():
        key = (version.school_id, version.sha256)
        if key not in proved:
            proved.clear()  # in order of content: one at a time is enough
            proved[key] = _is_whole(version)
        if proved[key] is not True:
            yield Damage(version, missing=proved[key] is None)


def _is_whole(version: FileVersion) -> bool | None:
    """Whether a file's bytes are those of its hash; None where there is none."""
    name = str(version.file)
    if not default_storage.exists(name):
        return None
    with default_storage.open(name) as source:
        found = hashlib.sha256()
        while piece := source.read(PIECE):
            found.update(piece)
    return found.hexdigest() == version.sha256
