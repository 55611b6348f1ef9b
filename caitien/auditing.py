"""Proving the audit trail from the command (kiểm tra nhật ký): the command's door to it, beside caitien.serve."""

import os
import sys


def verify_trail() -> int:
    """Prove every chain and say what was found (kiểm tra nhật ký); 0 whole, 1 broken, 2 there is no site here."""
    import django
    from django.db import DatabaseError

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caitien.settings")
    django.setup()
    try:
        return _told()
    except DatabaseError:
        from django.conf import settings

        _say(f"Không mở được dữ liệu của trang web trong {settings.VAR}. Hãy chạy lệnh này ở nơi mở trang web.")
        return 2


def _told() -> int:
    from caitien.access.proof import prove

    chains = rows = broken = 0
    for chain in prove():
        chains, rows = chains + 1, rows + chain.rows
        if chain.broken:
            broken += 1
            whose = f"của {chain.school}" if chain.school else "của trang web (không thuộc trường nào)"
            _say(f"Nhật ký {whose} đứt ở dòng số {chain.broken.number}: {chain.broken.what}.")
    if broken:
        _say(f"{broken} trong {chains} nhật ký không còn nguyên. Xin giữ nguyên dữ liệu và so với bản sao lưu.")
        return 1
    _say(f"Nhật ký nguyên vẹn: {chains} nhật ký, {rows} dòng, mọi dấu niêm đều khớp.")
    return 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
