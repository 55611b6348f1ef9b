"""A department's year, made up by a seed (sở mô phỏng): what schools write, who copies, who sends what when.

Words are put together of parts, so that honest schools write of the same things in sentences of their own.
"""

import random
from collections.abc import Sequence

from caitien.oversight.lens.alike import Row, row_of

DEEDS = ("Sửa", "Lát lại", "Sơn", "Mua thêm", "Thay", "Dựng", "Lắp", "Dọn", "Xếp lại", "Kê lại", "Trồng", "Vẽ")
THINGS = (
    *("mái dãy phòng học", "sân chơi", "cửa sổ thư viện", "bàn ghế", "máy tính phòng tin", "bếp ăn", "hàng rào"),
    *("nhà vệ sinh học sinh", "vườn rau", "đường dây mạng", "tủ sách lớp", "góc đọc", "bồn rửa tay", "nhà xe"),
)
PLACES = (
    "khu A",
    "khu B",
    "điểm lẻ",
    "cổng chính",
    "tầng hai",
    "tầng ba",
    "sân sau",
    "phía đông",
    "phía tây",
    "cạnh hồ",
)
WHENS = ("trong tháng", "trước ngày", "sau tuần", "hết ngày", "từ tháng", "trong dịp hè tháng", "ngay đầu tháng")
WHO = ("tổ Toán", "tổ Văn", "kế toán", "phụ huynh lớp", "đoàn đội", "bảo vệ", "y tế", "tổ Ngoại ngữ", "thư viện")
HOW = ("cùng", "nhờ", "do", "có sự góp sức của", "giao cho", "phân công")
ENDS = (
    "để kịp khai giảng",
    "cho học sinh nhỏ",
    "theo ý kiến cuộc họp",
    "vì mùa mưa",
    "như đã hứa",
    "đợt này",
    "lần nữa",
)
YEAR = ("2025", "2026", "2027")


def honest_row(draw: random.Random) -> str:
    """One line of a plan nobody copied."""
    count, day = draw.randint(2, 99), draw.randint(1, 28)
    parts = (draw.choice(DEEDS), str(count), draw.choice(THINGS), draw.choice(PLACES), draw.choice(WHENS), str(day))
    return " ".join((*parts, draw.choice(HOW), draw.choice(WHO), str(draw.randint(1, 9)), draw.choice(ENDS)))


def honest_rows(draw: random.Random, count: int) -> list[str]:
    return [honest_row(draw) for _ in range(count)]


def as_rows(texts: Sequence[str]) -> list[Row]:
    found = (
        row_of(f"results.{turn}", f"tt18-2018 {turn % 5 + 1}.{turn % 4 + 1}", text) for turn, text in enumerate(texts)
    )
    return [row for row in found if row]


def touched(draw: random.Random, text: str) -> str:
    """A line copied and touched up: a day or a number changed."""
    words = text.split()
    numbers = [turn for turn, word in enumerate(words) if word.isdigit()]
    words[draw.choice(numbers)] = str(draw.randint(1, 99))
    return " ".join(words)


def planted(draw: random.Random, schools: int, copies: int = 20, repeats: int = 5, lines: int = 28):
    """So many papers as rows; the keys of those that are alike, the origin too; last year's; who repeats."""
    texts = {key: honest_rows(draw, lines) for key in range(schools)}
    last_year = {key: honest_rows(draw, lines) for key in range(schools)}
    origin, *rest = draw.sample(sorted(texts), copies + repeats + 1)
    copied, again = rest[:copies], set(rest[copies:])
    for key in copied:
        kept = draw.sample(range(lines), round(0.8 * lines))
        for turn in kept:
            own = texts[origin][turn]
            texts[key][turn] = touched(draw, own) if draw.random() < 0.3 else own
    for key in again:
        texts[key] = [*last_year[key][: lines - 2], *texts[key][-2:]]
    as_papers = {key: as_rows(own) for key, own in texts.items()}
    before = {key: as_rows(own) for key, own in last_year.items()}
    return as_papers, {origin, *copied}, before, again
