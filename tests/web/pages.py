"""Every address of the site (mọi địa chỉ): the verb it asks for, where it is, what is sent to it."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Page:
    """One address: ``verb`` of caitien.access.rights ("" where everyone signed in may look), ``where`` with names of
    things in braces (see ``things`` in test_rights.py), ``post`` what a form sends; None where it is only looked at."""

    verb: str
    where: str
    post: dict[str, str] | None = None


PAGES: Final = {
    "home": Page("plan.look", "/"),
    # a file comes in
    "drop": Page("upload.look", "/nhap"),
    "reading": Page("upload.look", "/nhap/{upload}"),
    "cell": Page("upload.look", "/nhap/{upload}/o?o=strengths"),
    "correct": Page("upload.correct", "/nhap/{upload}/sua?o=strengths", {"text": "Chữ mới"}),
    "adopt": Page("upload.adopt", "/nhap/{upload}/nhan", {}),
    # findings
    "check": Page("finding.look", "/kiem-tra"),
    "check_upload": Page("finding.look", "/nhap/{upload}/kiem-tra"),
    "mend": Page("finding.mend", "/nhap/{upload}/phat-hien/sua", {"mark": "khong-co"}),
    "restore": Page("finding.restore", "/ke-hoach/{plan}/phat-hien/tra-lai", {"key": "1"}),
    "dismiss": Page("finding.dismiss", "/ke-hoach/{plan}/phat-hien/bo-qua", {"mark": "x", "reason": "Đã có công văn"}),
    "take_back": Page("finding.take_back", "/ke-hoach/{plan}/phat-hien/xem-lai", {"mark": "x"}),
    "rules": Page("", "/giup-do/quy-tac"),
    "rule": Page("", "/giup-do/quy-tac/p01"),
    # the plan
    "plan": Page("plan.look", "/ke-hoach"),
    "export": Page("plan.export", "/ke-hoach/{plan}/bao-cao.docx"),
    # its life and adjustments
    # its lines, their parts and indicators
    # the round trip
    # needs
    # its story
    # the school, its people and units
    # above the schools
}
OPEN: Final = {"account_login", "account_logout", "account_inactive"}  # to whoever is not signed in
