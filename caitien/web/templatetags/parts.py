"""The parts every page is built of (các mảnh của trang): docs/pages.md shows each in every state."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django import template
from django.template.context import RequestContext
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from caitien.access.rights import ActingUser
from caitien.plans.models import Plan
from caitien.web.front.first_steps import steps_for
from caitien.web.front.guide import guide_of
from caitien.web.front.news import asked_at, bell_of
from caitien.web.front.rooms import OF_PLAN, OF_SCHOOL, Room, main_doors, tabs
from caitien.web.requests.where import address

register = template.Library()


@register.simple_tag
def at(page: str, *keys: int | str) -> str:
    """The address of a page, as ``url`` gives it, looked up once (địa chỉ)."""
    return address(page, *keys)


@register.simple_tag
def head_files() -> SafeString:
    """What every page loads (tệp của mọi trang): the same for all people and pages of a release."""
    return _head_files()


@cache
def _head_files() -> SafeString:
    return render_to_string("parts/head_files.html")


@register.simple_block_tag
def pagehead(content: str, title: str, place: str = "") -> SafeString:
    """The head of a page (đầu trang): what this is, ``place`` where one is, its one main deed and *Thêm*."""
    return _part("head", content.strip(), title=title, place=place)


@register.simple_block_tag
def more(content: str, word: str = "Thêm") -> SafeString:
    """What else a page does (Thêm): behind one word. What stands in it are links, buttons and forms."""
    return _part("more", content, word=word) if content.strip() else SafeString("")


@register.simple_block_tag
def toolbar(content: str, label: str) -> SafeString:
    """A row of tools that stays in sight while its table scrolls (thanh công cụ)."""
    return _part("toolbar", content, label=label)


@register.simple_block_tag
def card(content: str, title: str = "", key: str = "", note: str = "") -> SafeString:
    """A sheet of its own on a page (thẻ): ``key`` its place in the address."""
    return _part("card", content, title=title, key=key, note=note)


@register.simple_block_tag
def listrow(content: str, title: str, where: str = "", note: str = "", late: bool = False) -> SafeString:
    """One line of a list (dòng danh sách): what it is, a note of where and when, and beside it what one can do."""
    return _part("row", content, title=title, where=where, note=note, late=late)


@register.simple_block_tag
def message(content: str, kind: str = "") -> SafeString:
    """A word to the reader (lời nhắn): plain, "success", "warning" or "error"."""
    return _part("message", content, kind=kind)


@register.simple_block_tag
def listing(content: str, caption: str, key: str = "") -> SafeString:
    """A table people compare in (bảng): scrolls by itself where the screen is narrow, its edge says that it goes on."""
    return _part("listing", content, caption=caption, key=key)


@register.inclusion_tag("parts/nav.html", takes_context=True)
def main_row(context: RequestContext) -> dict[str, Any]:
    """The rooms of the site, at the head of the page; on a phone at its foot (thanh chính)."""
    request = context.get("request")  # none on the page that tells of a mistake of ours
    acting: ActingUser | None = getattr(request, "acting", None)
    return {"doors": main_doors(request, acting) if request and acting else []}


@register.inclusion_tag("parts/bell.html", takes_context=True)
def bell(context: RequestContext) -> dict[str, Any]:
    """What stands at the head of every page (chuông, tìm, hướng dẫn): how much happened to the person that they have
    not read, the page of the guide that tells of this one, where a page that stands open asks for news: not one that
    answers a form, which to look again at would send once more. One query."""
    request = context.get("request")
    acting: ActingUser | None = getattr(request, "acting", None)
    at = acting.at if acting and acting.may("school.look") else None
    asked = guide_of(request.path) if request else ""
    news = asked_at(request.path, acting) if request and request.method == "GET" else ""
    return {"at": at, "unread": bell_of(acting), "asked": asked, "news": news}


@register.inclusion_tag("parts/steps.html", takes_context=True)
def first_steps(context: RequestContext) -> dict[str, Any]:
    """Three steps for who is new (ba bước đầu), until they are left. No query."""
    return {"steps": steps_for(context["request"].acting), "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("parts/tabs.html", takes_context=True)
def plan_tabs(context: RequestContext) -> dict[str, Any]:
    """The rooms of one plan (thẻ của kế hoạch); wants "plan"."""
    request, plan = context["request"], context["plan"]
    news = address("plan_news", plan.pk) if request.method == "GET" else ""
    return {**_doors(OF_PLAN, request, plan), "name": "Của kế hoạch", "news": news}


@register.inclusion_tag("parts/tabs.html", takes_context=True)
def school_tabs(context: RequestContext) -> dict[str, Any]:
    """The rooms of the school (thẻ của trường)."""
    return {**_doors(OF_SCHOOL, context["request"]), "name": "Của trường"}


def _doors(rooms: Iterable[Room], request: Any, plan: Plan | None = None) -> dict[str, Any]:
    doors = tabs(rooms, request, request.acting, plan)
    return {"doors": doors, "aside": [door for door in doors if door.aside]}


def _part(name: str, content: str, **words: object) -> SafeString:
    """A part with what stands in it; the content comes rendered and escaped."""
    return render_to_string(f"parts/{name}.html", {"content": mark_safe(content), **words})  # noqa: S308
