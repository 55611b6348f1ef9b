"""The guide (hướng dẫn): one page a task, from ``docs/guide``, read on the site and printed."""

import re
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_GET
from markdown_it import MarkdownIt

from caitien.domain.texts.folding import fold
from caitien.web.requests.member import MemberRequest, for_everyone

PLACES: Final = (
    Path(__file__).parents[3] / "docs" / "guide",
    Path(__file__).parents[1] / "guide",
)  # of a clone, of a wheel

OF_PAGES: Final = tuple(
    (re.compile(where), slug)
    for where, slug in (  # the first that fits the beginning of an address
        (r"/$|/tin", "hom-nay"),
        (r"/viec/con-thieu|/tai-khoan/lich|/truong/nhac-viec", "nhac-viec"),
        (r"/viec-nen", "soan-giay-to"),
        (r"/viec", "bao-viec"),
        (r"/bao-viec", "khong-tai-khoan"),
        (r"/nhap", "nhap-bao-cao-cu"),
        (r"/tong-quan", "tong-quan"),
        (r"/ke-hoach/\d+/(phan-cong|nhieu-dong)", "giao-viec"),
        (r"/ke-hoach/\d+/(dong/\d+/)?(dieu-chinh|rut\b)", "dieu-chinh"),
        (r"/ke-hoach/\d+/dong/\d+/minh-chung|/minh-chung", "minh-chung"),
        (r"/ke-hoach/\d+/dong/\d+/cho\b|/cho", "cho-don-vi-khac"),
        (r"/ke-hoach/\d+/phan\b", "cac-phan"),
        (r"/ke-hoach/\d+/(phe-duyet|ban|lay-y-kien)\b", "phe-duyet"),
        (r"/ke-hoach", "ke-hoach"),
        (r"/khuyen-nghi", "khuyen-nghi"),
        (r"/nam-moi", "nam-moi"),
        (r"/ra-soat", "ra-soat"),
        (r"/hop|/de-xuat", "hop"),
        (r"/kiem-tra|/giay-to", "soan-giay-to"),
        (r"/pho-bien|/cong-khai", "cong-khai"),
        (r"/truong/ban-luu", "ban-luu"),
        (r"/(truong|co-quan)/sap-nhap", "sap-nhap"),
        (r"/ban-giao", "ban-giao"),
        (r"/truong", "nguoi-va-to"),
        (r"/xa", "xa"),
        (r"/dot|/bieu|/danh-ba|/nop|/ma-truy-cap", "dot-bao-cao"),
    )
)


class GuidePage(NamedTuple):
    """One page of the guide (trang hướng dẫn): its name in the address, its heading, its words as HTML and folded."""

    slug: str
    title: str
    html: SafeString
    folded: str


@cache
def guide_pages() -> tuple[GuidePage, ...]:
    """Every page, by its heading; read once a process. Each begins with ``# its heading``."""
    folder = next(place for place in PLACES if place.is_dir())
    return tuple(sorted(map(_page, folder.glob("*.md")), key=lambda page: fold(page.title)))


def _page(file: Path) -> GuidePage:
    text = file.read_text(encoding="utf-8")
    title, _, body = text.removeprefix("# ").partition("\n")
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(body)
    return GuidePage(file.stem, title.strip(), mark_safe(html), fold(text))  # noqa: S308 - our own file, no HTML in it


def guide_of(path: str) -> str:
    """The page of the guide that tells of the page at an address (hướng dẫn của trang), "" where none does."""
    return next((slug for where, slug in OF_PAGES if where.match(path)), "")


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
