"""The addresses of this room, for :mod:`tests.web.pages`. What officers reach below their bodies: test_oversight.py."""

from typing import Final

from tests.web.page import Page

_SCHOOL: Final = "/dot/{round}/truong/{asked}"

PAGES: Final[dict[str, Page]] = {
    "access_tokens": Page("token.arrange", "/ma-truy-cap"),
    "access_token_end": Page("token.arrange", "/ma-truy-cap/thu-hoi", {"token": "1"}),
    "desk": Page("round.look", "/xa"),
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
    "round_summary": Page("round.look", "/dot/{round}/bao-cao"),
    "summary_book": Page("round.look", "/dot/{round}/bao-cao/bang.xlsx"),
    "summary_word": Page("round.look", "/dot/{round}/bao-cao/bao-cao.docx"),
    "summary_csv": Page("round.look", "/dot/{round}/bao-cao/t1.csv"),
    "round_pictures": Page("round.look", "/dot/{round}/hinh"),
    "round_lines": Page("round.look", "/dot/{round}/so-lieu/dong?tieu-chi=1.1"),
    "round_petitions": Page("round.look", "/dot/{round}/so-lieu/kien-nghi"),
    "petition_groups": Page("round.look", "/dot/{round}/kien-nghi"),
    "petition_group": Page("round.look", "/dot/{round}/kien-nghi/nhom?nhom=building"),
    "petition_do": Page("petition.answer", "/dot/{round}/kien-nghi/lam", {}),
    "petition_replies": Page("round.look", "/dot/{round}/kien-nghi/tra-loi.csv"),
    "asked_school": Page("round.look", _SCHOOL),
    "submission_take": Page("submission.judge", f"{_SCHOOL}/nhan", {}),
    "submission_return": Page("submission.judge", f"{_SCHOOL}/tra-lai", {}),
    "submission_pass_on": Page("submission.pass_on", f"{_SCHOOL}/chuyen-len", {}),
    "asked_extend": Page("round.arrange", f"{_SCHOOL}/gia-han", {}),
    "asked_exempt": Page("round.arrange", f"{_SCHOOL}/mien", {}),
    "asked_note": Page("submission.note", f"{_SCHOOL}/ghi-chu", {"words": ""}),
    "submission_file": Page("round.look", f"{_SCHOOL}/tep/1"),
    "submission_compare": Page("round.look", f"{_SCHOOL}/so-sanh"),
    "asked_link": Page("submission.invite", f"{_SCHOOL}/duong-dan", {}),
    "asked_link_end": Page("submission.invite", f"{_SCHOOL}/thu-hoi", {}),
    "asks": Page("submission.look", "/nop"),
    "ask": Page("submission.look", "/nop/{asked}"),
    "ask_seen": Page("submission.send", "/nop/{asked}/da-xem", {}),
    "submission_send": Page("submission.send", "/nop/{asked}/nop", {"issue": "{issue}"}),
}
