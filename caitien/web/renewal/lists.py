"""The three lists of both pages (ba danh sách): what a person has to look at, what asks nothing, what is settled."""

from collections.abc import Mapping
from typing import Any, Final, Protocol
from urllib.parse import parse_qs, urlsplit

from caitien.domain.standards import Criterion, standard_set
from caitien.web.requests.member import MemberRequest
from caitien.web.requests.paging import numbered

ROWS_A_PAGE: Final = 20
LISTS: Final[Mapping[str, tuple[str, str]]] = {  # its name in the address → in words, and where its rows are
    "": ("Cần thầy cô xem", "doubtful"),
    "khong-hoi": ("Không còn gì phải hỏi", "ready"),
    "da-quyet": ("Đã quyết định", "settled"),
}
NO_CRITERION: Final = "-"  # a line that is under none, as the form sends it


class Listed(Protocol):
    """Rows in three lists (các dòng theo ba danh sách)."""

    @property
    def rows(self) -> Any: ...
    @property
    def doubtful(self) -> Any: ...
    @property
    def ready(self) -> Any: ...
    @property
    def settled(self) -> Any: ...


def counts_of(found: Listed) -> dict[str, Any]:
    """What the summary shows: the lists with their lengths, and how many rows there are. No query."""
    lists = [(key, name, len(getattr(found, where))) for key, (name, where) in LISTS.items()]
    left = len(found.doubtful) + len(found.ready)
    return {"lists": lists, "ready": len(found.ready), "left": left, "total": len(found.rows)}


def list_context(request: MemberRequest, found: Listed) -> dict[str, Any]:
    """The list the address names, one page of it. The first that has rows where it names none. No query."""
    shown = request.GET.get("xem", _first(found))
    shown = shown if shown in LISTS else ""
    page = numbered(getattr(found, LISTS[shown][1]), ROWS_A_PAGE, request.GET)
    return {**counts_of(found), "shown": shown, "page": page}


def shown_at(request: MemberRequest, found: Listed) -> str:
    """Which list the page shows from which a card was sent (danh sách đang xem). No query."""
    query = parse_qs(urlsplit(request.htmx.current_url or "").query, keep_blank_values=True)
    shown = query.get("xem", [_first(found)])[0]
    return shown if shown in LISTS else ""


def _first(found: Listed) -> str:
    return next((key for key, (_, where) in LISTS.items() if getattr(found, where)), "")


def criteria_of(framework: str) -> list[Criterion]:
    """The criteria of a set, to choose from (các tiêu chí để chọn)."""
    known = standard_set(framework)
    return list(known.criteria) if known else []


def chosen(request: MemberRequest) -> str | None:
    """The criterion a form sent: "" for none of them; None where nothing was chosen."""
    sent = request.POST.get("criterion", "")
    return "" if sent == NO_CRITERION else sent or None
