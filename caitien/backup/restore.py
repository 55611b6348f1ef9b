"""Restoring a site from a backup (khôi phục) into a place that has none: the whole site, or nothing.

The tables are made as they were where the backup was read (:mod:`caitien.fresh_tables`), the rows are written with the
keys they had, and migrations bring all of it to the schema of today. On SQLite it happens in a file beside, which takes
its place at the end; it begins as a copy of the site's own empty tables where they are those of the backup. On
PostgreSQL it happens in one transaction. Files are named by their content and written first: until the rows are there
nobody knows of them.
"""

import errno
import hashlib
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from django.apps.registry import Apps
from django.core.exceptions import SuspiciousFileOperation, ValidationError
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DatabaseError, DataError, IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import DateField, Model

from caitien.access.trail.proof import prove
from caitien.backup.archive import AT_ONCE, batches, file_name, hash_of, lines, open_archive, rows_name
from caitien.backup.make import last_migrations
from caitien.backup.manifest import FileTold, Manifest
from caitien.backup.rows import line_as_values, row_as_line
from caitien.backup.tables import columns_of
from caitien.backup.verify import faults_in
from caitien.domain.refused import Faults, Refused
from caitien.fresh_tables import make_tables

NOT_EMPTY: Final = Refused(
    "Nơi này đã có dữ liệu, nên không khôi phục đè lên. Hãy đặt CAITIEN_VAR là một thư mục mới, trống "
    "(và DATABASE_URL là một cơ sở dữ liệu trống nếu dùng PostgreSQL), rồi chạy lại."
)
SITE_OPEN: Final = Refused(
    "Trang web đang mở ở nơi này, nên chưa khôi phục: nó sẽ ghi tiếp vào dữ liệu cũ. Hãy dừng trang web rồi chạy lại."
)
NEWER: Final = "Bản lưu này do một bản phần mềm mới hơn lập ({} {}). Xin cập nhật CảiTiến rồi khôi phục."
BROKEN_TRAIL: Final = (
    "Nhật ký trong bản lưu không khớp khoá nhật ký trên máy này. Hãy chép tệp trail-key của máy cũ vào thư mục dữ liệu "
    "(hoặc đặt CAITIEN_TRAIL_KEY) rồi chạy lại; nếu khoá đã mất hẳn, thêm --without-trail-key."
)
NO_NAME: Final = "Tệp {} không ghi được dưới tên cũ của nó. Chưa có gì được khôi phục."
_NO_NAMES: Final = {errno.ENAMETOOLONG, errno.EISDIR, errno.ENOTDIR, errno.EEXIST, errno.EINVAL}
Tell = Callable[[str], None]

NO_ROWS: Final = Refused(
    "Bản lưu có dòng không đúng bảng của nó, hoặc nói đến dòng không có. Chưa có gì thay đổi; xin dùng bản lưu khác."
)
_NO_ROWS: Final = (ValueError, TypeError, OverflowError, RecursionError, ValidationError, IntegrityError, DataError)


class _NotWholeError(Exception):
    """The restore cannot go on: all that was written is taken back."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.reason)
        self.refused = refused


def restore(path: Path, tell: Tell = lambda _words: None, *, trail_unproved: bool = False) -> Manifest | Refused:
    """Restore a backup into this site's place, which must hold nothing yet (khôi phục). The manifest of what was
    restored, or why nothing was.

    ``tell`` hears what is being done. ``trail_unproved`` lets a site come back whose key of the trail is lost.
    Linear in the backup; memory for some rows.
    """
    opened = open_archive(path)
    if isinstance(opened, Refused):
        return opened
    archive, manifest = opened
    with archive:
        if not _is_empty_place():
            return NOT_EMPTY
        if _is_open_elsewhere():
            return SITE_OPEN
        tell("Đang kiểm tra bản lưu…")
        faults = [each for each in faults_in(archive, manifest) if each not in _let_pass(manifest, trail_unproved)]
        if faults:
            return Faults(faults[0], problems=tuple(faults))
        try:
            return _restored(archive, manifest, tell, trail_unproved=trail_unproved)
        except _NotWholeError as trouble:
            return trouble.refused


def _restored(archive: zipfile.ZipFile, manifest: Manifest, tell: Tell, *, trail_unproved: bool) -> Manifest:
    tell(f"Đang ghi {len(manifest.files)} tệp…")
    with _files_written(archive, manifest), _new_database(manifest):
        tell("Đang dựng cơ sở dữ liệu…")
        old = _at_its_schema(manifest)
        tell(f"Đang ghi {sum(each.rows for each in manifest.tables.values())} dòng dữ liệu…")
        try:
            _write_rows(archive, manifest, old)
            _check_rows(manifest, old)
        except _NO_ROWS as trouble:  # the list of contents is of these bytes, but they are no rows of these tables
            raise _NotWholeError(NO_ROWS) from trouble
        tell("Đang đưa dữ liệu lên bản phần mềm này…")
        with connection.execute_wrapper(_checks_first):
            call_command("migrate", verbosity=0, interactive=False)
        if not trail_unproved and any(chain.broken for chain in prove()):
            raise _NotWholeError(Refused(BROKEN_TRAIL))
    return manifest


def _let_pass(manifest: Manifest, trail_unproved: bool) -> set[str]:
    """Faults a person knows of: files that were lost before, and the key of the trail where they said it is."""
    from caitien.backup.verify import UNSIGNED

    known = {f"Tệp {name} đã mất từ trước khi lập bản lưu." for name in manifest.missing}
    return known | ({UNSIGNED} if trail_unproved else set())


# --- the place --------------------------------------------------------------------------------------------------------


def _is_empty_place() -> bool:
    """Whether this site's database holds nothing: no table, or no school and nobody."""
    try:
        tables = set(connection.introspection.table_names())
        if not tables:
            return True
        with connection.cursor() as cursor:
            for table in {"access_school", "access_user", "access_auditentry"} & tables:
                cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608 - one of the names that stand here
                if cursor.fetchone():
                    return False
    except DatabaseError:
        return False
    return connection.vendor == "sqlite" or "access_school" not in tables


def _is_open_elsewhere() -> bool:
    """Whether another process has the SQLite file open (trang web đang mở): it would go on with the one that was
    replaced, and what it writes there is lost. A file leaves its write-ahead log only for who has it alone."""
    place = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor != "sqlite" or not place.is_file():
        return False
    connection.close()
    with closing(sqlite3.connect(place, timeout=2)) as own:
        try:
            own.execute("PRAGMA journal_mode=DELETE")
            own.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as trouble:
            if "locked" not in str(trouble):
                raise
            return True
    return False


@contextmanager
def _new_database(manifest: Manifest) -> Iterator[None]:
    """A database where all that is done is there in the end, or none of it."""
    if connection.vendor == "sqlite":
        with _file_beside(like_place=last_migrations() == manifest.migrations):
            yield
        return
    with transaction.atomic():
        yield


@contextmanager
def _file_beside(*, like_place: bool) -> Iterator[None]:
    """A new SQLite file that takes the place of the site's own at the end; a copy of it to begin with, where asked."""
    place = Path(str(connection.settings_dict["NAME"]))
    beside = place.with_name(f"{place.name}.khoi-phuc")
    _take_away(beside)
    if like_place:
        with closing(sqlite3.connect(place)) as own, closing(sqlite3.connect(beside)) as copy:
            own.backup(copy)
    connection.close()
    connection.settings_dict["NAME"] = str(beside)
    try:
        yield
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        connection.settings_dict["NAME"] = str(place)
        if _is_open_elsewhere():  # it was opened meanwhile
            raise _NotWholeError(SITE_OPEN)
        _take_away(place)
        beside.rename(place)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = str(place)
        _take_away(beside)  # what is half done, and what lies beside a file that took its place


def _take_away(database: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal", "-gate", "-room"):
        database.with_name(database.name + end).unlink(missing_ok=True)


# --- the schema it was read from --------------------------------------------------------------------------------------


def _at_its_schema(manifest: Manifest) -> Apps:
    """Bring the empty database to the migrations of the backup; the models as they were then."""
    executor = MigrationExecutor(connection)
    targets = [(app, name) for app, names in manifest.migrations.items() for name in names]
    for app, name in targets:
        if (app, name) not in executor.loader.graph.nodes:
            raise _NotWholeError(Refused(NEWER.format(app, name)))
    if not make_tables(executor, targets):
        executor.migrate(targets)
    return MigrationExecutor(connection).loader.project_state(targets).apps


# --- rows -------------------------------------------------------------------------------------------------------------


def _write_rows(archive: zipfile.ZipFile, manifest: Manifest, old: Apps) -> None:
    """All tables in one transaction: which row stands on which is asked at its end."""
    models = _models(manifest, old)
    with transaction.atomic():
        _set_constraints("DEFERRED")  # migrations in this same transaction may have left them immediate
        for label, model in models.items():
            _write_table(archive, label, model)
        _set_constraints("IMMEDIATE")  # no table with a check that is still to come can be altered afterwards
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models.values())):
            cursor.execute(statement)


def _set_constraints(when: str) -> None:
    """When PostgreSQL asks which row stands on which; SQLite asks at the end of the transaction."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET CONSTRAINTS ALL {when}")


def _checks_first(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
    """Before a table is altered: PostgreSQL asks at once what it would ask at the end (kiểm tra trước khi đổi bảng). It
    alters no table with a check to come, and here rows and migrations are of one transaction."""
    if str(sql).startswith(("ALTER", "CREATE", "DROP")):
        _set_constraints("IMMEDIATE")
    return execute(sql, params, many, context)


def _models(manifest: Manifest, old: Apps) -> dict[str, type[Model]]:
    found = {model._meta.label: model for model in old.get_models(include_auto_created=True)}
    unknown = next((label for label in manifest.tables if label not in found), None)
    if unknown:
        raise _NotWholeError(Refused(f"Bản kê nói đến bảng {unknown}, phần mềm không có bảng ấy."))
    return {label: found[label] for label in manifest.tables}


def _write_table(archive: zipfile.ZipFile, label: str, model: type[Model]) -> None:
    columns = {column.attname: column for column in columns_of(model)}
    for column in columns.values():  # when a row was made or changed is told by the row
        if isinstance(column, DateField):
            column.auto_now = column.auto_now_add = False
    if model._base_manager.exists():  # what a migration puts into a new table
        model._base_manager.all().delete()
    with archive.open(rows_name(label)) as part:
        for some in batches(lines(part)):
            model._base_manager.bulk_create([model(**line_as_values(columns, line)) for line in some])


def _check_rows(manifest: Manifest, old: Apps) -> None:
    """Read back what was written: each table must have the hash it had where it came from."""
    connection.check_constraints()
    for label, model in _models(manifest, old).items():
        columns = [column.attname for column in columns_of(model)]
        found = hashlib.sha256()
        rows = model._base_manager.order_by("pk").values_list(*columns)
        for values in rows.iterator(chunk_size=AT_ONCE):
            found.update(row_as_line(columns, values))
        if found.hexdigest() != manifest.tables[label].sha256:
            raise _NotWholeError(Refused(f"Bảng {label} ghi vào rồi đọc lại không khớp bản lưu. Chưa có gì thay đổi."))


# --- files ------------------------------------------------------------------------------------------------------------


@contextmanager
def _files_written(archive: zipfile.ZipFile, manifest: Manifest) -> Iterator[None]:
    """All files, for what is done with them; where that does not come to its end, those written here are taken away
    again: a disk that was full is as empty as before."""
    put: list[str] = []
    try:
        for name, told in manifest.files.items():
            if _write_file(archive, name, told, put) != name:
                raise _NotWholeError(Refused(NO_NAME.format(name[:200])))
        yield
    except BaseException:
        for name in put:
            with suppress(OSError, ValueError, SuspiciousFileOperation):
                default_storage.delete(name)
        raise


def _write_file(archive: zipfile.ZipFile, name: str, told: FileTold, put: list[str]) -> str | None:
    """The name it has in the store, None where it can have none such; one that is there already, from a restore that
    was cut off, stays."""
    try:
        if default_storage.exists(name):
            with default_storage.open(name) as there:
                if hash_of(there)[0] == told.sha256:
                    return name
            default_storage.delete(name)
        with archive.open(file_name(told)) as part:
            put.append(name)
            return default_storage.save(name, File(part, name))
    except (SuspiciousFileOperation, ValueError):  # a name that leads out of the store, or is none
        return None
    except OSError as trouble:
        if trouble.errno in _NO_NAMES:
            return None
        raise
