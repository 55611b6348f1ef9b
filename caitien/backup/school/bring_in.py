"""Bringing a school in from its archive (đưa trường vào), beside other schools or into an empty site: all of it, or
nothing. Every row gets a key of this site; people come as names and roles, without a way to sign in."""

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any, Final

from django.apps import apps
from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation, ValidationError
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import DataError, IntegrityError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.models import CharField, DateField, Field, FileField, Model

from caitien.access.action import Done, action
from caitien.access.models import FormerEntry, School, User
from caitien.access.people.entering import SHUT
from caitien.access.rights import SCHOOL as ROLES_OF_SCHOOL
from caitien.access.trail.former import digest_of, former_of, seals_fit
from caitien.backup.archive import AT_ONCE, batches, file_name, lines, open_archive, rows_name
from caitien.backup.bounds import MOST_ROWS
from caitien.backup.make import last_migrations
from caitien.backup.manifest import FileTold, Manifest, is_signed_here, mark_of
from caitien.backup.rows import line_as_values
from caitien.backup.school.keys import fresh_keys
from caitien.backup.school.marks import Dismissed
from caitien.backup.school.older import brought_up_to_date
from caitien.backup.school.references import Row, UnknownKeyError, with_new_keys
from caitien.backup.school.scope import SCHOOL, TRAIL, USER, emptied, models_of_school
from caitien.backup.tables import columns_of
from caitien.backup.verify import UNSIGNED, faults_in
from caitien.domain.refused import Faults, Refused
from caitien.papers.models import Issue

FORMER: Final = "access.FormerEntry"
WORKED_OUT: Final = frozenset({"plans.Check", "plans.Found", "work.Tally"})  # anew, by the workers
NO_SCHOOL: Final = Refused("Bản lưu này không phải của một trường.")
NEWER: Final = Refused("Bản lưu này do một bản phần mềm mới hơn lập. Xin cập nhật CảiTiến ở đây rồi làm lại.")
TOO_MANY: Final = Refused(f"Bản lưu có quá {MOST_ROWS} dòng, nhiều hơn một trường có. Chưa có gì được đưa vào.")
FROM_ELSEWHERE: Final = (
    "Bản lưu này lập ở trang web khác, nên máy này không biết chắc nó có bị sửa hay không. "
    "Nếu nhận tận tay từ nhà trường, xin thêm --from-elsewhere."
)
LIES: Final = Refused("Trong bản lưu có dòng không thuộc về trường này hoặc không đúng dạng. Chưa có gì được đưa vào.")
THERE: Final = (
    "Ở đây đã có trường hoặc văn bản của bản lưu này (mã của Bộ hoặc mã tra cứu trùng). Chưa có gì được đưa vào."
)
OPEN_ROWS: Final = frozenset({USER, SCHOOL, TRAIL, FORMER})  # put in by ways of their own


class _LiesError(Exception):
    """The archive says what cannot be: nothing of it is taken."""


UNTRUE: Final = (  # what reading rows that were made up may raise, here or in the database
    _LiesError, UnknownKeyError, ValidationError, ValueError, KeyError, TypeError, OverflowError, RecursionError,
    DataError, SuspiciousFileOperation,
)  # fmt: skip


@dataclass(slots=True)
class _Coming:
    """A school on its way in (trường đang vào)."""

    archive: zipfile.ZipFile
    manifest: Manifest
    keys: dict[str, dict[int, int]] = field(default_factory=dict)  # label → old key → new key
    files: set[str] = field(default_factory=set)  # names in this site's store of all that came
    put: list[str] = field(default_factory=list)  # those of them that were not there before
    dismissed: Dismissed = field(default_factory=Dismissed)

    @property
    def school(self) -> int:
        """Its key here."""
        return self.keys[SCHOOL][self.manifest.school]


def bring_in(path: Path, keeper: User, *, from_elsewhere: bool = False) -> School | Refused:
    """Bring a school in from its archive (đưa trường vào), by the keeper; or why nothing was.

    Linear in the archive, some rows and the keys of all in memory; one transaction, so that on SQLite others wait with
    their writing while it lasts. ``from_elsewhere``: the archive bears the sign of another site's key.
    """
    opened = open_archive(path)
    if isinstance(opened, Refused):
        return opened
    archive, manifest = opened
    with archive:
        if hindrance := _hindrance(archive, manifest, from_elsewhere=from_elsewhere):
            return hindrance
        if manifest.migrations != last_migrations():
            return _of_earlier_release(path, keeper, manifest)
        coming = _Coming(archive, manifest)
        try:
            return _bring_in(keeper, keeper, coming=coming)
        except UNTRUE:
            return _left(coming, LIES)
        except IntegrityError as error:
            twice = any(words in str(error).lower() for words in ("unique", "duplicate key"))
            return _left(coming, Refused(THERE) if twice else LIES)
        except BaseException:
            _left(coming, LIES)
            raise


def _left(coming: _Coming, why: Refused) -> Refused:
    """Take the files away that were put into the store for nothing."""
    for name in coming.put:
        default_storage.delete(name)
    return why


def _hindrance(archive: zipfile.ZipFile, manifest: Manifest, *, from_elsewhere: bool) -> Refused | None:
    if manifest.scope != "school":
        return NO_SCHOOL
    if sum(each.rows for each in manifest.tables.values()) > MOST_ROWS:
        return TOO_MANY
    faults = [each for each in faults_in(archive, manifest) if not each.endswith("đã mất từ trước khi lập bản lưu.")]
    if faults := _let_pass(faults, from_elsewhere=from_elsewhere):
        return Faults(faults[0], problems=tuple(faults))
    same = manifest.tables.keys() == {each._meta.label for each in models_of_school(apps)}
    return None if same or manifest.migrations != last_migrations() else LIES


def _let_pass(faults: list[str], *, from_elsewhere: bool) -> list[str]:
    """What is left of the faults where somebody vouches for an archive of another site."""
    if faults != [UNSIGNED]:
        return faults
    return [] if from_elsewhere else [FROM_ELSEWHERE]


def _of_earlier_release(path: Path, keeper: User, manifest: Manifest) -> School | Refused:
    """The same after it was brought to the schema of today, in a scratch place; who signed it was asked already."""
    known = MigrationLoader(connection).graph.nodes
    if any((app, name) not in known for app, names in manifest.migrations.items() for name in names):
        return NEWER
    with brought_up_to_date(path, settings.VAR) as fresh:
        return bring_in(fresh, keeper, from_elsewhere=True) if fresh else LIES


@action("school.bring_in")
def _bring_in(_actor: User, _keeper: User, *, coming: _Coming) -> Done[School] | Refused:
    models = {each._meta.label: each for each in models_of_school(apps)}
    for label, model in models.items():
        coming.keys[label] = fresh_keys(model, _old_keys(coming, model))
    if list(coming.keys[SCHOOL]) != [coming.manifest.school]:
        raise _LiesError
    _write_school(coming)
    _write_people(coming)
    for label, model in models.items():
        if label == "plans.Found":
            coming.dismissed.hear(_rows(coming, model), coming.keys)
    for label, model in models.items():
        if label not in OPEN_ROWS | WORKED_OUT:
            _write_table(coming, model)
    _write_trail(coming)
    return _done(coming)


def _done(coming: _Coming) -> Done[School]:
    school = School.objects.get(pk=coming.school)
    moves = FormerEntry.objects.filter(school=school).values_list("came", flat=True).order_by("came").distinct()
    issues = Issue.objects.filter(school=school).order_by("pk")
    papers = {
        str(each.pk): {
            "number": each.number,
            "date": each.date.isoformat(),
            "sha256": each.sha256,
            "file_sha256": each.file_sha256,
        }
        for each in issues.defer("paper", "sources")
    }
    told = {
        "archive": mark_of(coming.manifest),
        "signed_here": is_signed_here(coming.manifest),
        "former_trail": [[came, *digest_of(former_of(school.pk, came))] for came in moves],
        "papers": papers,
        "name": str(school),
    }
    return Done(school, school, {}, told)


# --- rows -------------------------------------------------------------------------------------------------------------


def _old_keys(coming: _Coming, model: type[Model]) -> Iterator[int]:
    name = model._meta.pk.attname
    for values in _rows(coming, model):
        key = values[name]
        if not isinstance(key, int):
            raise _LiesError
        yield key


def _rows(coming: _Coming, model: type[Model]) -> Iterator[Row]:
    """The rows of a table as the archive has them. Raises as :func:`_some_rows`."""
    return chain.from_iterable(_some_rows(coming, model))


def _some_rows(coming: _Coming, model: type[Model]) -> Iterator[list[Row]]:
    """The same some at a time. Raises ValueError, also for a NUL among the letters: SQLite would take it, and the site
    could never go over to PostgreSQL, which does not."""
    columns = {each.attname: each for each in columns_of(model)}
    with coming.archive.open(rows_name(model._meta.label)) as part:
        for some in batches(lines(part)):
            yield [_row(columns, line) for line in some]


def _row(columns: "Mapping[str, Field[Any, Any]]", line: bytes) -> Row:
    row = line_as_values(columns, line)
    if b"\\u0000" in line and _holds_nul(row):
        raise _LiesError
    return row


def _holds_nul(value: object) -> bool:
    if isinstance(value, dict):
        return any(map(_holds_nul, (*value, *value.values())))
    if isinstance(value, (list, tuple)):
        return any(map(_holds_nul, value))
    return isinstance(value, str) and "\0" in value


def _write_table(coming: _Coming, model: type[Model]) -> None:
    columns = columns_of(model)
    with _days_as_told(columns):
        for some in _some_rows(coming, model):
            model._base_manager.bulk_create(list(_here(coming, model, columns, some)))


def _here(
    coming: _Coming, model: type[Model], columns: "list[Field[Any, Any]]", rows: Iterable[Row]
) -> Iterator[Model]:
    """The rows as they are to stand here."""
    label = model._meta.label
    for row in rows:
        fresh = with_new_keys(label, _related(coming, model, columns, row), coming.keys)
        fresh = coming.dismissed.known_again(label, row, fresh)
        _fits(columns, fresh)
        if label == "access.Membership" and (fresh["role"] not in ROLES_OF_SCHOOL or fresh["body_id"]):
            raise _LiesError
        instance = model(**fresh)
        _with_files(coming, instance, columns, row)
        yield instance


def _related(coming: _Coming, model: type[Model], columns: "list[Field[Any, Any]]", row: Row) -> Row:
    """The row with new keys in place of its own and of those it points to, all of them among the archive's."""
    row.update(emptied(columns))
    fresh = {**row, model._meta.pk.attname: coming.keys[model._meta.label][row[model._meta.pk.attname]]}
    for each in columns:
        if each.is_relation and row[each.attname] is not None:
            related = coming.keys.get(each.related_model._meta.label, {})  # type: ignore[union-attr]
            if row[each.attname] not in related:
                raise _LiesError
            fresh[each.attname] = related[row[each.attname]]
    return fresh


def _fits(columns: "list[Field[Any, Any]]", row: Row) -> None:
    """SQLite keeps a text of any length; a page counts on what the column says."""
    for each in columns:
        value = row[each.attname]
        if isinstance(each, CharField) and each.max_length and value is not None and len(str(value)) > each.max_length:
            raise _LiesError


class _days_as_told:  # noqa: N801 - a context, used as a word
    """When a row was made or changed is told by the row (giữ ngày giờ cũ), while they are written."""

    def __init__(self, columns: "list[Field[Any, Any]]") -> None:
        self.were = [(each, each.auto_now, each.auto_now_add) for each in columns if isinstance(each, DateField)]

    def __enter__(self) -> None:
        for each, _, _ in self.were:
            each.auto_now = each.auto_now_add = False

    def __exit__(self, *_trouble: object) -> None:
        for each, now, add in self.were:
            each.auto_now, each.auto_now_add = now, add


def _write_school(coming: _Coming) -> None:
    (row,) = _rows(coming, School)
    columns = columns_of(School)
    _fits(columns, row)
    School(**{**row, "id": coming.school, "body_id": None, **emptied(columns)}).save(force_insert=True)


def _write_people(coming: _Coming) -> None:
    """Names alone (người): whatever the archive says, nobody signs in by it."""
    people = []
    for row in _rows(coming, User):
        key = coming.keys[USER][row["id"]]
        _fits(columns_of(User), row)
        person = User(
            pk=key, username=f"{SHUT}{coming.manifest.signature[:8]}-{key}", name=row["name"], is_active=False
        )
        person.folded = row["folded"]
        person.date_joined = row["date_joined"]
        person.set_unusable_password()
        people.append(person)
    User.objects.bulk_create(people, batch_size=AT_ONCE)


def _write_trail(coming: _Coming) -> None:
    """What was done before it came, word for word, behind what it had brought along itself."""
    came = 0
    model: type[Model] = FormerEntry
    for row in _rows(coming, model):
        came = max(came, row["came"])
        fresh = {**row, "id": coming.keys[FORMER][row["id"]], "school_id": coming.school}
        FormerEntry.objects.create(**fresh)
    for some in _some_rows(coming, apps.get_model(TRAIL)):
        FormerEntry.objects.bulk_create([_as_former(row, coming, came + 1) for row in some])
    if is_signed_here(coming.manifest):
        last = coming.manifest.audit[0].seal if coming.manifest.audit else ""
        if not seals_fit(former_of(coming.school, came + 1), last):
            raise _LiesError


def _as_former(row: Mapping[str, Any], coming: _Coming, came: int) -> FormerEntry:
    same = ["chain", "number", "at", "actor_name", "role", "verb", "kind", "key", "within", "before", "after", "seal"]
    said = {name: row[name] for name in same}
    _fits(columns_of(FormerEntry), {**dict.fromkeys(each.attname for each in columns_of(FormerEntry)), **said})
    return FormerEntry(school_id=coming.school, came=came, actor_key=row["actor_id"], **said)


# --- files ------------------------------------------------------------------------------------------------------------


def _with_files(coming: _Coming, instance: Model, columns: "list[Field[Any, Any]]", row: Row) -> None:
    """Each file of a row under the name this site gives it: the row's own hash, which must be that of the bytes."""
    for each in columns:
        if isinstance(each, FileField) and (old := str(row[each.attname] or "")):
            name = each.generate_filename(instance, old)
            setattr(instance, each.attname, name)
            told = coming.manifest.files.get(old)
            if told is None:
                if old not in coming.manifest.missing:
                    raise _LiesError
            elif told.sha256 != PurePosixPath(name).name.partition(".")[0]:
                raise _LiesError
            elif name not in coming.files:
                _put(coming, told, name)


def _put(coming: _Coming, told: FileTold, name: str) -> None:
    """Put a file into the store; what lies there under its name, from a try that was killed, gives way."""
    if default_storage.exists(name):
        default_storage.delete(name)
    coming.put.append(name)
    with coming.archive.open(file_name(told)) as part:
        if default_storage.save(name, File(part, name)) != name:
            raise _LiesError
    coming.files.add(name)
