"""How what is done to what a plan answers is said (cách kể): verbs, fields and codes of the audit trail."""

from typing import Final

from caitien.access.trail.words import Deed, TrailWords

WORDS: Final = TrailWords(
    deeds={
        "need.record": (Deed("sửa khuyến nghị, điểm yếu", "ghi khuyến nghị, điểm yếu", "bỏ khuyến nghị, điểm yếu"),),
        "need.answer": (
            Deed("nối điều cần cải tiến với dòng kế hoạch", removed="bỏ nối điều cần cải tiến với {line}"),
        ),
    },
    fields={"answers": "Điều được nối", "given_by": "Nguồn"},
    codes={"kind": {"recommendation": "khuyến nghị", "weakness": "điểm yếu"}},
    listed=frozenset({"answers"}),
)
