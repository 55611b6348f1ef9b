"""A file dropped by mistake is put aside by who sent it (để riêng tệp gửi nhầm), and taken back the same way.

Nothing is deleted: its bytes, what was read in them and what was corrected stay, and the trail tells of both.
"""

from typing import Final

from django.utils import timezone

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import User
from caitien.domain.refused import Refused
from caitien.plans.models import Upload

NOT_YOURS: Final = Refused("Chỉ người gửi tệp để riêng hay lấy lại được.")
ADOPTED: Final = Refused("Tệp này đã nhận vào kế hoạch nên không để riêng được. Xin sửa trong kế hoạch.")


@action("upload.put_aside")
def put_aside(actor: User, upload: Upload, *, aside: bool) -> Done[Upload] | Unchanged[Upload] | Refused:
    """Put one's own file aside while it waits (``aside``), or let it wait again. Two statements."""
    if upload.by_id != actor.pk:
        return NOT_YOURS
    if upload.adopted_at is not None:
        return ADOPTED
    if aside == (upload.put_aside_at is not None):
        return Unchanged(upload)
    upload.put_aside_at = timezone.now() if aside else None
    upload.save(update_fields=["put_aside_at"])
    told, what = {"name": upload.name}, "put_aside" if aside else "waits_again"
    return Done(upload, upload, told, told | {what: timezone.localdate().isoformat()})
