"""Starting the site (mở trang web): database, static files, demo school where asked for, web server, workers."""

import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from caitien.beside import workers_beside
from caitien.domain.site_address import is_local
from caitien.opening import close_to_others, folder, hindrance, why_not

LAST_PORT: Final = 65_535

HEAD_PATIENCE: Final = 20_000  # milliseconds for the head of a request
LOCAL: Final = {"127.0.0.1", "localhost", "::1"}


def serve(*, host: str = "127.0.0.1", port: int = 8000) -> int:
    """Open the site and keep it open until Ctrl-C (mở trang web); the exit code, 2 where it cannot be opened.

    Brings the database up to date first, and loads the demo school into an empty one where ``CAITIEN_DEMO`` is 1. A
    port that is taken is said: whoever typed it, or a proxy, looks for the site there. Starts in a few seconds.
    """
    if not _can_listen(host, port):
        another = port + 1 if port < LAST_PORT else 8000
        _say(f"Cổng {port} trên {host} đang có chương trình khác dùng (có khi là CảiTiến mở từ trước).")
        _say(f"Hãy đóng chương trình đó, hoặc mở bằng cổng khác: caitien serve --port {another}")
        return 2
    os.environ.setdefault("CAITIEN_ADDRESS", f"http://localhost:{port}")
    if why := hindrance(folder()) or _made_ready():
        _say(why)
        return 2
    _greet(host, port)
    with workers_beside():
        _run(host, port)
    return 0


def work(*, beside: bool = False) -> int:
    """Do background work only (chỉ làm việc nền), on this machine or on another with the same database; the exit code.

    ``beside``: of a server, whose end closes our input.
    """
    import django
    from django.core.management import call_command

    if why := hindrance(folder()):
        _say(why)
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caitien.settings")
    django.setup()
    try:
        call_command("migrate", check_unapplied=True, verbosity=0)
    except SystemExit:
        _say("Cơ sở dữ liệu chưa sẵn sàng. Hãy mở trang web trước bằng lệnh caitien serve.")
        return 2
    except Exception as error:
        if why := why_not(error, folder()):
            _say(why)
            return 2
        raise
    from caitien.jobs.cluster import work as work_on

    return work_on(until=sys.stdin.buffer if beside else None)


def manage(arguments: Sequence[str]) -> int:
    """Django's own commands for the site (lệnh quản trị), as ``manage.py`` takes them; the exit code."""
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caitien.settings")
    execute_from_command_line(["caitien manage", *arguments])
    return 0


def _made_ready() -> str:
    """Bring database and files up to date; why that cannot be, in a sentence, or "". A mistake of ours is raised."""
    try:
        _make_ready()
    except Exception as error:
        if why := why_not(error, folder()):
            return why
        raise
    return ""


def _make_ready() -> None:
    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caitien.settings")
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    _close_database()
    call_command("collectstatic", verbosity=0, interactive=False)
    if os.environ.get("CAITIEN_DEMO") == "1":
        from caitien.demo import load_demo

        load_demo()


def _close_database() -> None:
    """Let nobody else read the database, also where it lies outside the site's folder."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        name = Path(database["NAME"])
        beside = [each for each in name.parent.glob(f"{name.name}*") if each.is_file()]
        close_to_others(folder(), beside)


def _can_listen(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port just left is free; on Windows it lies
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _greet(host: str, port: int) -> None:
    from django.conf import settings

    from caitien.demo import demo_people

    address = f"http://{'localhost' if host in LOCAL else host}:{port}"
    _say(f"\n  CảiTiến đang mở ở {address}")
    _lead_in(address)
    people = demo_people()
    if people:
        _say(f"\n  Trường mẫu, mật khẩu của ai cũng là {people[0].password}:")
        _say("".join(f"    {person.username:<6} {person.name}, {person.role}\n" for person in people))
    if host not in LOCAL and "CAITIEN_HOSTS" not in os.environ:
        _say("  Để máy khác vào được, đặt CAITIEN_HOSTS là tên hoặc địa chỉ người ta sẽ gõ.")
    if is_local(settings.ADDRESS):
        _say("  Để gửi lời mời và ban hành văn bản, đặt CAITIEN_ADDRESS là địa chỉ mọi người vào.")
    _say("  Ctrl-C để dừng. Dữ liệu được giữ lại.\n")


def _lead_in(address: str) -> None:
    """Where the first person of an empty site begins (mở trường đầu tiên)."""
    from caitien.access.schools.open_school import first_code, is_empty_site

    if is_empty_site():
        _say("\n  Chưa có trường nào. Để mở trường của thầy cô, vào địa chỉ này (dùng một lần):")
        _say(f"    {address}/bat-dau#{first_code()}")


def _run(host: str, port: int) -> None:
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels

    server = Granian(
        "caitien.worker:application",
        address=host,
        port=port,
        interface=Interfaces.ASGINL,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEAD_PATIENCE),
        websockets=False,
        log_level=LogLevels.error,
        respawn_failed_workers=True,  # it says so in the log
        workers_kill_timeout=5,
    )
    server.serve()


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
