"""What is kept for ever (cất giữ): a paper and its file, each known by the hash of its content and proved by it."""

import json

from caitien.access.kept_files import hash_of as hash_of
from caitien.access.kept_files import keep as keep
from caitien.access.kept_files import kept as kept
from caitien.domain.papers.paper_json import Json


def hash_of_json(content: Json) -> str:
    """Of the JSON in one canonical spelling: a database may keep its keys in another order."""
    return hash_of(json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode())
