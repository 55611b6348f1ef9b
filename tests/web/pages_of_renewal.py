"""The addresses of this room, for :mod:`tests.web.pages`."""

from typing import Final

from tests.web.page import Page

_STANDARDS: Final = "/nam-moi/{plan}/bo-tieu-chuan"

PAGES: Final[dict[str, Page]] = {
    "renewal": Page("renewal.look", "/nam-moi"),
    "renewal_begin": Page("renewal.decide", "/nam-moi/{plan}/bat-dau", {"framework": "tt57-2026-pt"}),
    "renewal_take": Page("renewal.decide", "/nam-moi/{plan}/nhan", {}),
    "renewal_undo_all": Page("renewal.decide", "/nam-moi/{plan}/lam-lai", {}),
    "renewal_decide": Page("renewal.decide", "/nam-moi/{plan}/dong/{task}", {"decision": "leave"}),
    "renewal_undo": Page("renewal.decide", "/nam-moi/{plan}/dong/{task}/xem-lai", {}),
    "standards": Page("renewal.look", _STANDARDS),
    "standards_begin": Page("renewal.decide", f"{_STANDARDS}/bat-dau", {"framework": "tt57-2026-pt"}),
    "standards_take": Page("renewal.decide", f"{_STANDARDS}/nhan", {}),
    "standards_undo_all": Page("renewal.decide", f"{_STANDARDS}/tra-lai", {}),
    "standards_move": Page("renewal.decide", _STANDARDS + "/dong/{task}", {"criterion": "4.1"}),
    "standards_undo": Page("renewal.decide", _STANDARDS + "/dong/{task}/xem-lai", {}),
}
