"""A body's forms kept (giữ biểu của cơ quan): brought in, mapped by a person, every version stays."""

import hashlib
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any, Final

import msgspec
from django.core.files.base import ContentFile
from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.utils import timezone

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import Body, User
from caitien.access.rights import ActingUser
from caitien.domain.official_forms.office_form import LookedForm
from caitien.domain.refused import Refused
from caitien.domain.texts.folding import one_line
from caitien.oversight.forms.figures import BY_KEY, WHOLE
from caitien.oversight.forms.proposing import known, parts_of, proposed
from caitien.oversight.models import OfficeForm
from caitien.oversight.reads import below

LONGEST_NAME: Final = 120
MOST: Final = 200  # names of one body
MOST_PLACES: Final = 400  # of one form, sent as so many fields: fewer than Django takes (caitien.settings)
TOO_MANY_PLACES: Final = Refused(
    f"Biểu có hơn {MOST_PLACES} cột và ô lẻ nên không ghép được một lần. Xin chia biểu thành nhiều tệp."
)
NO_NAME: Final = Refused(f"Xin đặt tên cho biểu, không quá {LONGEST_NAME} chữ cái.")
TOO_MANY: Final = Refused(f"Cơ quan đã có {MOST} biểu. Xin dùng lại tên của một biểu đã có.")
UNKNOWN: Final = Refused("Biểu vừa thay đổi. Xin tải lại trang rồi ghép lại.")
NOTHING_MAPPED: Final = Refused("Chưa ghép cột hay ô nào. Xin chọn ít nhất một chỗ để điền.")


@action("form.keep")
def bring_form(
    actor: User, body: Body, *, name: str, file_name: str, data: bytes, looked: LookedForm
) -> Done[OfficeForm] | Unchanged[OfficeForm] | Refused:
    """Keep a form as the next version of its name (nhập biểu), with what is proposed to be put where. The same file
    again is no other version; one that nobody confirmed gives way. Five queries."""
    name, sha256 = one_line(name), hashlib.sha256(data).hexdigest()
    if not 0 < len(name) <= LONGEST_NAME:
        return NO_NAME
    if sum(len(part.spots) for part in parts_of(looked)) > MOST_PLACES:
        return TOO_MANY_PLACES
    versions = OfficeForm.objects.filter(body=body, name=name).order_by("-n")
    last = versions.first()
    if last and last.sha256 == sha256:
        return Unchanged(last)
    if last is None and OfficeForm.objects.filter(body=body).values("name").distinct().count() >= MOST:
        return TOO_MANY
    versions.filter(confirmed_at=None).delete()
    before = versions.exclude(confirmed_at=None).first()
    made = OfficeForm.objects.create(
        **{"body": body, "name": name, "n": before.n + 1 if before else 1, "by": actor, "sha256": sha256},
        file=ContentFile(data, name=f"{sha256}{PurePath(file_name).suffix.lower()[:6]}"),
        file_name=file_name[:255],
        looked=msgspec.to_builtins(looked),
        mapping=proposed(looked, known(looked_of(before), before.mapping) if before else {}),
    )
    return Done(made, body, {}, {"body_above": body.name, "form_name": name, "form_version": made.n})


@action("form.keep")
def confirm_form(
    actor: User, form: OfficeForm, *, mapping: Mapping[str, str]
) -> Done[OfficeForm] | Unchanged[OfficeForm] | Refused:
    """Say what goes where (xác nhận ghép); of a form that was confirmed before, other choices are its next version."""
    wanted = {place: key for place, key in mapping.items() if key}
    if hindrance := _unfit(looked_of(form), wanted):
        return hindrance
    if form.confirmed_at and wanted == form.mapping:
        return Unchanged(form)
    told = {"body_above": form.body.name, "form_name": form.name}
    now = timezone.now()
    if form.confirmed_at is None:
        form.mapping, form.confirmed_at = wanted, now
        form.save(update_fields=["mapping", "confirmed_at"])
        return Done(form, form, {}, {**told, "form_mapped": form.n})
    versions = OfficeForm.objects.filter(body=form.body, name=form.name)
    versions.filter(confirmed_at=None).delete()
    columns: dict[str, Any] = {
        name: getattr(form, name) for name in ("body", "name", "file", "file_name", "sha256", "looked")
    }
    last = versions.aggregate(last=Max("n"))["last"] or 0
    made = OfficeForm.objects.create(**columns, n=last + 1, mapping=wanted, confirmed_at=now, by=actor)
    return Done(made, made, {}, {**told, "form_mapped": made.n})


def looked_of(form: OfficeForm) -> LookedForm:
    """What was seen in a form, as a value (biểu đã đọc)."""
    return msgspec.convert(form.looked, LookedForm)


def forms_for(acting: ActingUser, *, confirmed: bool = False) -> QuerySet[OfficeForm]:
    """The forms of an officer's bodies and of those below (các biểu), the last version of each name, or the last that
    is ``confirmed``; by name."""
    last = OfficeForm.objects.filter(body=OuterRef("body"), name=OuterRef("name")).order_by("-n")
    if confirmed:
        last = last.exclude(confirmed_at=None)
    found = OfficeForm.objects.filter(below(acting.offices, "body__path"), pk=Subquery(last.values("pk")[:1]))
    return found.select_related("body", "by").defer("looked").order_by("name", "pk")


def versions_for(acting: ActingUser) -> QuerySet[OfficeForm]:
    """Every version an officer may open (mọi bản), the last first."""
    found = OfficeForm.objects.filter(below(acting.offices, "body__path"))
    return found.select_related("body", "by").order_by("-n", "-pk")


def _unfit(looked: LookedForm, wanted: Mapping[str, str]) -> Refused | None:
    parts = parts_of(looked)
    columns = {spot.place for part in parts for spot in part.spots if spot.is_column}
    places = {spot.place for part in parts for spot in part.spots}
    if not wanted:
        return NOTHING_MAPPED
    if wanted.keys() - places or wanted.values() - BY_KEY.keys():
        return UNKNOWN
    if any((place in columns) == key.startswith(f"{WHOLE}:") for place, key in wanted.items()):
        return UNKNOWN
    for part in parts:
        keys = (wanted.get(spot.place, "") for spot in part.spots if spot.is_column)
        tables = {key.partition(":")[0] for key in keys if key}
        if len(tables) > 1:
            both = " và ".join(sorted(tables))
            return Refused(f"{part.name} đang lấy số của {both}. Mỗi bảng của biểu chỉ lấy số của một; xin chọn lại.")
    return None
