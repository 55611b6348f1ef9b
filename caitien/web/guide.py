"""The guide (hướng dẫn): one page a task, from ``docs/guide``, read on the site and printed."""

from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_GET
from markdown_it import MarkdownIt

from caitien.domain.texts.folding import fold
from caitien.web.member import MemberRequest, for_everyone

PLACES: Final = (
    Path(__file__).parents[2] / "docs" / "guide",
    Path(__file__).parent / "guide",
)  # of a clone, of a wheel


class GuidePage(NamedTuple):
    """One page of the guide (trang hướng dẫn): its name in the address, its heading, its words as HTML and folded."""

    slug: str
    title: str
    html: SafeString
    folded: str


@cache
def guide_pages() -> tuple[GuidePage, ...]:
    """Every page, by its file name; read once a process. Each begins with ``# its heading``."""
    folder = next(place for place in PLACES if place.is_dir())
    return tuple(_page(file) for file in sorted(folder.glob("*.md")))


def _page(file: Path) -> GuidePage:
    text = file.read_text(encoding="utf-8")
    title, _, body = text.removeprefix("# ").partition("\n")
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(body)
    return GuidePage(file.stem, title.strip(), mark_safe(html), fold(text))  # noqa: S308 - our own file, no HTML in it


@for_everyone
@require_GET
def guide(request: MemberRequest) -> HttpResponse:
    """What there is to read. No query of its own."""
    return render(request, "guide.html", {"pages": guide_pages()})


@for_everyone
@require_GET
def guide_page(request: MemberRequest, slug: str) -> HttpResponse:
    """One task, step by step. No query of its own."""
    found = next((page for page in guide_pages() if page.slug == slug), None)
    if found is None:
        raise Http404(slug)
    return render(request, "guide_page.html", {"page": found, "pages": guide_pages()})
