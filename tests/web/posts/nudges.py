"""Posts about who answers without an account (biểu mẫu của báo việc)."""

from typing import Final

from caitien.web.nudges import forms as nudging
from tests.web.posts.posted import Posted

POSTED: Final = {
    "answer link": Posted(nudging.LinkForm, "/bao-viec/duong-dan", {"person": "{person}"}),
    "link of a unit": Posted(nudging.UnitLinkForm, "/bao-viec/duong-dan/to", {"unit": "{unit}"}),
    "person without account": Posted(nudging.PersonForm, "/bao-viec/nguoi", {"name": "Đỗ Thị Cúc", "unit": "{unit}"}),
    "answer sheet": Posted(nudging.SheetForm, "/bao-viec/phieu", {"unit": "{unit}"}),
    "group text": Posted(nudging.GroupForm, "/bao-viec/nhom", {"unit": "{unit}"}),
    "when the school asks": Posted(
        nudging.RuleForm, "/truong/nhac-viec", {"near": "on", "quiet_begins": "21:00", "quiet_ends": "06:00"}
    ),
}
