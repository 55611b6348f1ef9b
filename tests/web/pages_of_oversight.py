"""The addresses of this room, for :mod:`tests.web.pages`. What officers reach below their bodies: test_oversight.py."""

from typing import Final

from tests.web.page import Page

_SCHOOL: Final = "/dot/{round}/truong/{asked}"
_FILE: Final = "/dot/{round}/nhap/{bulk}"

PAGES: Final[dict[str, Page]] = {
    "roster": Page("round.look", "/danh-ba"),
    "roster_file": Page("roster.keep", "/danh-ba/nhap"),
    "roster_keep": Page("roster.keep", "/danh-ba/ghi", {"rows": "", "seen": ""}),
    "rounds": Page("round.look", "/dot"),
    "round_new": Page("round.arrange", "/dot/moi"),
    "round": Page("round.look", "/dot/{round}"),
    "round_edit": Page("round.arrange", "/dot/{round}/sua"),
    "round_open": Page("round.arrange", "/dot/{round}/mo", {}),
    "round_move": Page("round.arrange", "/dot/{round}/chuyen", {"to": "summing"}),
    "round_chase": Page("round.look", "/dot/{round}/nhac"),
    "round_csv": Page("round.look", "/dot/{round}/truong.csv"),
    "round_sums": Page("round.look", "/dot/{round}/so-lieu"),
    "round_lines": Page("round.look", "/dot/{round}/so-lieu/dong?tieu-chi=1.1"),
    "round_petitions": Page("round.look", "/dot/{round}/so-lieu/kien-nghi"),
    "bulk": Page("submission.file", "/dot/{round}/nhap"),
    "bulk_choose": Page("submission.file", f"{_FILE}/chon", {"code": "01000001"}),
    "bulk_type": Page("submission.file", f"{_FILE}/so", {}),
    "bulk_deed": Page("submission.file", f"{_FILE}/viec", {"viec": "de-rieng"}),
    "bulk_file": Page("submission.file", f"{_FILE}/tep"),
    "lens": Page("submission.judge", "/dot/{round}/giong-nhau"),
    "lens_ask": Page("submission.judge", "/dot/{round}/giong-nhau/soi", {}),
    "likeness": Page("submission.judge", "/dot/{round}/giong-nhau/{likeness}"),
    "asked_school": Page("round.look", _SCHOOL),
    "submission_take": Page("submission.judge", f"{_SCHOOL}/nhan", {}),
    "submission_return": Page("submission.judge", f"{_SCHOOL}/tra-lai", {}),
    "submission_pass_on": Page("submission.pass_on", f"{_SCHOOL}/chuyen-len", {}),
    "asked_extend": Page("round.arrange", f"{_SCHOOL}/gia-han", {}),
    "asked_exempt": Page("round.arrange", f"{_SCHOOL}/mien", {}),
    "submission_file": Page("round.look", f"{_SCHOOL}/tep/1"),
    "submission_compare": Page("round.look", f"{_SCHOOL}/so-sanh"),
    "asked_link": Page("submission.invite", f"{_SCHOOL}/duong-dan", {}),
    "asked_link_end": Page("submission.invite", f"{_SCHOOL}/thu-hoi", {}),
    "asks": Page("submission.look", "/nop"),
    "ask": Page("submission.look", "/nop/{asked}"),
    "ask_seen": Page("submission.send", "/nop/{asked}/da-xem", {}),
    "submission_send": Page("submission.send", "/nop/{asked}/nop", {"issue": "{issue}"}),
}
