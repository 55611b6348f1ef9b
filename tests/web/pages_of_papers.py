"""The addresses of this room, for :mod:`tests.web.pages`."""

from typing import Final

from tests.web.page import Page

PAGES: Final[dict[str, Page]] = {
    "papers": Page("paper.look", "/giay-to"),
    "paper_begin": Page("paper.compose", "/giay-to/soan", {"plan": "{plan}", "form": "bao-cao", "span": "hk1"}),
    "paper": Page("paper.look", "/giay-to/{draft}"),
    "paper_words": Page("paper.compose", "/giay-to/{draft}/loi", {"key": "strengths", "text": "Chữ mới"}),
    "paper_follow": Page("paper.compose", "/giay-to/{draft}/loi-de-xuat", {"key": "limitations"}),
    "paper_rows": Page("paper.look", "/giay-to/{draft}/dong?loc=done"),
    "paper_file": Page("paper.look", "/giay-to/{draft}/tep.docx"),
    "paper_answer": Page("plan.decide", "/giay-to/{draft}/quyet-dinh", {"name": "An", "reason": "Gấp"}),
    "paper_hand": Page("paper.hand", "/giay-to/{draft}/trinh-ky", {}),
    "paper_back": Page("paper.send_back", "/giay-to/{draft}/tra-lai", {"words": "Xem lại số liệu"}),
    "paper_issue": Page("paper.issue", "/giay-to/{draft}/ban-hanh", {"number": "1/BC-X", "date": "05/09/2026"}),
    "paper_drop": Page("paper.compose", "/giay-to/{draft}/bo", {}),
    "issued": Page("paper.look", "/giay-to/da-ban-hanh/{issue}"),
    "issued_file": Page("paper.look", "/giay-to/da-ban-hanh/{issue}/tep.docx"),
    "issued_pdf": Page("paper.look", "/giay-to/da-ban-hanh/{issue}/pdf", {}),
    "signed_take": Page("paper.keep_signed", "/giay-to/da-ban-hanh/{issue}/ban-ky", {}),
    "signed_file": Page("paper.look", "/giay-to/ban-ky/{signed_copy}"),
    "signed_drop": Page("paper.drop_signed", "/giay-to/ban-ky/{signed_copy}/go", {"why": "Gửi nhầm tệp"}),
    "paper_correct": Page("paper.compose", "/giay-to/da-ban-hanh/{issue}/thay", {"reason": "Sai số"}),
}
