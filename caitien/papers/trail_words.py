"""How what is done to papers is said (cách kể): verbs, fields and codes of the audit trail."""

from typing import Final

from caitien.access.trail.words import Deed, TrailWords

SPANS: Final = {  # keys of caitien.papers.span; days of one's own stand as they are
    **{"nam": "cả năm học", "hk1": "học kỳ I", "hk2": "học kỳ II"},
    **{f"t{year}-{month:02}": f"tháng {month}/{year}" for year in range(2015, 2061) for month in range(1, 13)},
}
WORDS: Final = TrailWords(
    deeds={
        "paper.compose": (
            Deed("soạn văn bản thay số {replaces}", told="replaces"),
            Deed("bỏ bản soạn", told="written"),
            Deed("soạn {form}", "soạn {form}", told="form"),
            Deed("viết lời trong văn bản"),
        ),
        "paper.hand": (Deed("rút văn bản đã trình ký", told="taken"), Deed("trình ký {form}")),
        "paper.send_back": (Deed("trả lại {form}"),),
        "paper.issue": (Deed("ban hành văn bản số {number}"),),
        "paper.keep_signed": (
            Deed("nhận lại bản đã ký số từng gỡ của văn bản số {number}", told="put_back"),
            Deed("nhận lại bản đã ký số của văn bản số {number}: {signers} ký, chữ trong tệp {said}"),
        ),
        "paper.drop_signed": (Deed("gỡ bản đã ký số {copy_name} của văn bản số {number}"),),
    },
    fields={
        "replaces": "Thay văn bản số",
        "written": "Lời đã viết",
        "span": "Kỳ",
        "sent_back": "Lời trả lại",
        "taken": "Rút lại",
        "signers": "Người ký",
        "said": "Chữ trong tệp",
        "copy_name": "Tệp đã ký",
        "copy_sha256": "Dấu tệp đã ký",
        "dropped_why": "Vì sao gỡ",
    },
    spoken={"paper.drop_signed": "dropped_why"},
    codes={"span": SPANS},
    keys=frozenset({"put_back"}),
)
