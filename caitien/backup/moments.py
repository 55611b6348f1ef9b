"""When a backup was made, as its name tells (bản lưu lập lúc nào)."""

import re
from datetime import UTC, datetime
from typing import Final

_NAME: Final = re.compile(r"caitien-backup-site-(\d{8}T\d{12})Z\.zip(?:\.age)?")


def made_at(name: str) -> datetime | None:
    """The moment in the name of a backup of the site, encrypted or not; None of any other file."""
    told = _NAME.fullmatch(name)
    return datetime.strptime(told[1], "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC) if told else None
