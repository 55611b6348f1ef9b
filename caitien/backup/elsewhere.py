"""Each backup once more in a store of another place (bản lưu ở nơi khác), where one is named: a disk, a room, a
building may be lost with all that is in it."""

from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.utils import timezone

from caitien.backup.keeping import to_drop
from caitien.backup.moments import made_at

STORE: Final = "backups"  # of settings.STORAGES
FAILED: Final = "Bản lưu đã lập ở {}, nhưng chưa chép được sang nơi khác: {}."


def is_asked_for() -> bool:
    """Whether such a store is named (có nơi thứ hai)."""
    return STORE in settings.STORAGES


def copy_elsewhere(file: Path) -> str:
    """Copy a backup into that store and drop those that need not stay there (chép sang nơi khác); "" or why it could
    not. It goes up by parts, with memory for one of them; what was cut off goes on where it stopped."""
    from caitien.backup.upload import upload

    try:
        store = storages[STORE]
        if not store.exists(file.name):
            upload(store, file)
        if store.size(file.name) != file.stat().st_size:
            return FAILED.format(file.parent, "nơi ấy nhận không đủ")
        _drop_old(store)
    except _troubles() as error:
        return FAILED.format(file.parent, (str(error).strip() or type(error).__name__).splitlines()[0][:200])
    return ""


def is_half_copied(name: str) -> bool:
    """Whether a copy of a backup there was begun and cut off (chép dở); no, where the store cannot be asked."""
    from caitien.backup.upload import is_half_there

    try:
        return is_half_there(storages[STORE], name)
    except _troubles():
        return False


def _troubles() -> tuple[type[Exception], ...]:
    """What comes of a store that is away, refuses, breaks off, or answers as no store does (KeyError: without what was
    asked for)."""
    from botocore.exceptions import BotoCoreError, ClientError
    from botocore.parsers import ResponseParserError

    return OSError, BotoCoreError, ClientError, ResponseParserError, KeyError


def _drop_old(store: Storage) -> None:
    found: dict[datetime, str] = {}
    for name in store.listdir("")[1]:
        if moment := made_at(name):
            found[moment] = name
    for moment in to_drop(found, timezone.now()):
        store.delete(found[moment])
