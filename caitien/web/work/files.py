"""The bytes of a photo or file (tệp kèm): handed over to be kept, never as a page of the site."""

from typing import Final

from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from caitien.domain.texts.file_names import kept_name
from caitien.reviews.reads import sees_verdicts
from caitien.web.requests.member import MemberRequest, for_members
from caitien.work.reporting.attachments import PHOTOS, attachments_for

SEALED: Final = "default-src 'none'; sandbox"  # were it opened as a page, nothing in it would run


@for_members("work.look")
@require_GET
def file(request: MemberRequest, pk: int) -> HttpResponse:
    """The file, to be downloaded; a photograph may stand in a page as a picture. What a monitor saw is for those who
    see verdicts. Five queries."""
    files = attachments_for(request.acting)
    readable = files if sees_verdicts(request.acting) else files.filter(verdicts=None)
    found = get_object_or_404(readable, pk=pk)
    return handed_over(found.file, found.name, found.kind)


def handed_over(kept: FieldFile, name: str, kind: str) -> HttpResponse:
    """Kept bytes as a download under ``sandbox`` (trao tệp), whatever they hold; read in one piece, of a size that was
    bounded when they came. Raises Http404 where they are gone."""
    if not kept.name or not kept.storage.exists(kept.name):
        raise Http404("file")
    with kept.open("rb") as bytes_kept:
        answer = HttpResponse(bytes_kept.read(), content_type=PHOTOS.get(kind, "application/octet-stream"))
    shown = content_disposition_header(as_attachment=True, filename=kept_name(name, kind))
    answer["Content-Disposition"] = shown or "attachment"
    answer["Content-Security-Policy"] = SEALED
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def shown_small(preview: FieldFile) -> HttpResponse:
    """A small picture the site drew itself (ảnh xem trước), to stand in a page. Raises Http404 where there is none."""
    if not preview.name or not preview.storage.exists(preview.name):
        raise Http404("preview")
    with preview.open("rb") as drawn:
        answer = HttpResponse(drawn.read(), content_type=PHOTOS["jpeg"])
    answer["Cache-Control"] = "private, max-age=3600"
    answer["Content-Security-Policy"] = SEALED
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
