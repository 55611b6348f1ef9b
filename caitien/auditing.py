"""Proving the audit trail from the command (kiểm tra nhật ký): the command's door to it, beside caitien.serve."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from caitien.domain.machine_trouble import BUSY, FULL, trouble_in

if TYPE_CHECKING:
    from caitien.access.trail.seals import Seal


def verify_trail(against: Path | None = None) -> int:
    """Prove every chain and say what was found (kiểm tra nhật ký); 0 whole, 1 broken or odd, 2 there is no site here.

    ``against``: a file of seals kept elsewhere, as :func:`write_seals` made it.
    """
    kept = _kept_seals(against) if against else []
    if isinstance(kept, int):
        return kept
    return with_site(lambda: _prove_and_say(kept, compared=against is not None))


def write_seals(out: Path | None) -> int:
    """Write the last seals into a file, or on the screen (tệp dấu niêm); 0 done, 2 it cannot be."""
    return with_site(lambda: _write_seals(out))


def with_site(do: Callable[[], int]) -> int:
    """Do something where the site's data are (ở nơi có dữ liệu); what it answers, or 2 where there are none."""
    import django
    from django.db import DatabaseError

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caitien.settings")
    django.setup()
    try:
        return do()
    except DatabaseError as error:
        from django.conf import settings

        found = trouble_in(error)
        if found in (FULL, BUSY):
            _say(f"{found.title} ({settings.VAR}). {found.text}")
            return 2
        _say(f"Không mở được dữ liệu của trang web trong {settings.VAR}. Hãy chạy lệnh này ở nơi mở trang web.")
        return 2


def _kept_seals(file: Path) -> "list[Seal] | int":
    from caitien.access.trail.seals import read_seals
    from caitien.domain.refused import Refused

    try:
        found = read_seals(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        _say(f"Không đọc được tệp {file}. Xin xem lại tên tệp.")
        return 2
    if isinstance(found, Refused):
        _say(found.reason)
        return 2
    return found


def _write_seals(out: Path | None) -> int:
    from caitien.access.trail.seals import as_text, last_seals

    text = as_text(last_seals())
    if out is None:
        sys.stdout.write(text)
        return 0
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as trouble:
        _say(f"Không ghi được tệp {out}: {trouble.strerror}.")
        return 2
    _say(f"Đã ghi {out}. Xin giữ tệp này ở nơi khác, rồi so bằng: caitien audit verify --against {out}")
    return 0


def _prove_and_say(kept: "Sequence[Seal]", *, compared: bool) -> int:
    troubles = [*_broken_chains(), *_astray(kept)]
    if compared and not troubles:
        _say(f"Khớp với {len(kept)} dấu niêm trong tệp đã giữ.")
    return 1 if troubles else 0


def _broken_chains() -> list[str]:
    """Says of each chain where it breaks, or its last seal; and of all together."""
    from caitien.access.trail.proof import prove

    found = list(prove())
    broken = [chain for chain in found if chain.broken]
    odd = [chain for chain in found if chain.odd]
    for chain in found:
        whose = f"của {chain.school}" if chain.school else "của trang web (không thuộc trường nào)"
        for each in chain.odd:
            _say(f"Nhật ký {whose}, dòng số {each.number}: {each.what}.")
        if chain.broken:
            _say(f"Nhật ký {whose} đứt ở dòng số {chain.broken.number}: {chain.broken.what}.")
        elif chain.rows:
            _say(f"Nhật ký {whose}: {chain.rows} dòng, dấu niêm cuối {chain.seal}")
    if broken:
        _say(
            f"{len(broken)} trong {len(found)} nhật ký không còn nguyên. Xin giữ nguyên dữ liệu và so với bản sao lưu."
        )
        if all(chain.rows == 0 for chain in found):
            _say("Nếu vừa chuyển máy: tệp trail-key hoặc biến CAITIEN_TRAIL_KEY có thể không phải khoá cũ.")
    else:
        rows = sum(chain.rows for chain in found)
        _say(f"Nhật ký nguyên vẹn: {len(found)} nhật ký, {rows} dòng, mọi dấu niêm đều khớp.")
    return [chain.school for chain in [*broken, *odd]]


def _astray(kept: "Sequence[Seal]") -> list[str]:
    """Says of all that stands outside the chains and contradicts them."""
    from caitien.access.trail.former import former_astray
    from caitien.access.trail.renamed import renamed_people
    from caitien.access.trail.seals import unlike, whose
    from caitien.papers.proving import papers_astray

    said = [
        f"Nhật ký {whose(each)}: dòng số {each.number} không mang dấu niêm ghi trong tệp đã giữ."
        for each in unlike(kept)
    ]
    said += [
        f"Người số {each.person} nay mang tên “{each.now}”, nhật ký ghi “{each.told}”; không có dòng nào ghi đổi tên."
        for each in renamed_people()
    ]
    said += [f"{name}: {what}." for name, what in papers_astray()]
    said += [f"Nhật ký trước đây của {name} không còn như lúc trường chuyển đến." for name in former_astray()]
    for line in said:
        _say(line)
    return said


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
