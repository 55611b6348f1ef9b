"""Posts about what is made known and shown to everyone (biểu mẫu của phổ biến, công khai)."""

from typing import Final

from caitien.web.publishing import forms as publishing
from tests.web.posts.posted import Posted

POSTED: Final = {
    "telling": Posted(
        publishing.TellingForm,
        "/pho-bien",
        {
            **{"plan": "{plan}", "paper": "version {version_key}", "audience": "parents", "way": "meeting"},
            **{"day": "05/10/2026", "last_day": "06/10/2026", "place": "Hội trường", "reached": "12", "of": "36"},
            "basis": "Biên bản số 7",
        },
        hidden={"file"},
    ),
    "year fact": Posted(
        publishing.FactForm,
        "/cong-khai/nam-hoc",
        {"year": "2026-2027", "assessment": "Mức 2", "level": "Mức độ 1", "certificate": "Số 15"},
    ),
    "remove publication": Posted(publishing.RemoveForm, "/cong-khai/{publication}/go", {"reason": "Có tên người"}),
}
