"""Files and links put to an item (tệp, đường dẫn): a new upload is the next version, the old one stays."""

from typing import Final
from urllib.parse import urlsplit

from django.core.files.storage import default_storage
from django.db.models import Max

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import User
from caitien.domain.refused import Refused
from caitien.domain.texts.folding import one_line
from caitien.evidence.codes.numbering import hold_item
from caitien.evidence.items.changing import unchangeable
from caitien.evidence.models import FileVersion, Item, Link, Part
from caitien.plans.keeping import keep
from caitien.work.reporting.attachments import Fit

LONGEST_LABEL: Final = 120
LONGEST_URL: Final = 2_000
NO_LINK: Final = Refused("Đường dẫn phải bắt đầu bằng http:// hoặc https://, ví dụ https://drive.google.com/…")
LONG_LABEL: Final = Refused("Tên phần không quá 120 chữ cái, ví dụ “2025-2026” hay “Tháng 9”.")
ON_PAPER: Final = Refused(
    "Minh chứng này được chọn chỉ ghi nơi lưu, không tải tệp. Muốn tải tệp, xin bỏ chọn đó trước."
)


@action("evidence.change")
def put_file(
    actor: User, item: Item, file: Fit, *, label: str = ""
) -> Done[FileVersion] | Unchanged[FileVersion] | Refused:
    """Keep a file of an item (tải tệp lên), as the next version of its part; the same bytes again change nothing."""
    hold_item(item)
    label = one_line(label)
    if why := unchangeable(actor, item):
        return why
    if item.on_paper:
        return ON_PAPER
    if len(label) > LONGEST_LABEL:
        return LONG_LABEL
    part, _ = Part.objects.get_or_create(item=item, label=label, defaults={"school": item.school})
    last = part.versions.order_by("-number").first()
    if last and last.sha256 == file.sha256:
        return Unchanged(last)
    version = keep_version(actor, part, file)
    told = {"file": version.name, "part": label, "sha256": version.sha256, "size": version.size}
    return Done(version, item, {}, {name: value for name, value in told.items() if value})


def keep_version(actor: User, part: Part, file: Fit) -> FileVersion:
    """The next version of a part (bản tệp tiếp theo). The bytes lie once a school, whoever sent them."""
    number = (part.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    about = {"school_id": part.school_id, "part": part, "number": number, "by": actor}
    version = FileVersion(**about, name=file.name, kind=file.kind, sha256=file.sha256, size=len(file.data))
    version.taken_on = file.taken_on
    where = version.file.field.generate_filename(version, file.name)
    version.file = keep(default_storage, where, file.data)
    version.save()
    return version


@action("evidence.change")
def put_link(actor: User, item: Item, *, url: str) -> Done[Link] | Unchanged[Link] | Refused:
    """Keep an address where the thing may be seen (ghi đường dẫn); only http and https."""
    hold_item(item)
    if why := unchangeable(actor, item):
        return why
    host = host_of(url)
    if not host:
        return NO_LINK
    link, new = item.links.get_or_create(url=url.strip(), defaults={"school": item.school, "host": host, "by": actor})
    return Done(link, item, {}, {"link": link.url}) if new else Unchanged(link)


def host_of(url: str) -> str:
    """The host of an address that may be kept (máy chủ của đường dẫn); "" of any other."""
    text = url.strip()
    if len(text) > LONGEST_URL or any(letter.isspace() or not letter.isprintable() for letter in text):
        return ""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return ""
    return host[:253] if parts.scheme in {"http", "https"} and "." in host and not parts.username else ""
