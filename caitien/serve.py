"""Starting the site (mở trang web): database, static files, demo school where asked for, web server, workers."""

import gc
import multiprocessing
import os
import shutil
import socket
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from caitien.child import load_site, share_one_heap, started
from caitien.domain.site_address import is_local
from caitien.opening import close_to_others, folder, hindrance, why_not

if TYPE_CHECKING:
    from caitien.unhurried import Unhurried

LAST_PORT: Final = 65_535

HEAD_PATIENCE: Final = 20_000  # milliseconds for the head of a request
MOST_PROCESSES: Final = 8  # where nobody said another number: each takes some 40 MB
WRONG_PROCESSES: Final = "CAITIEN_WEB_PROCESSES phải là một số từ 1 trở lên (số tiến trình phục vụ trang web)."
LOCAL: Final = {"127.0.0.1", "localhost", "::1"}
EVERYWHERE: Final = {"0.0.0.0", "::"}  # noqa: S104 - what people write to be reached from other machines


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
    processes = web_processes()
    if why := hindrance(folder()) or ("" if processes else WRONG_PROCESSES):
        _say(why)
        return 2
    _prepare_metrics()
    if code := _opened(host, port):
        return code
    from caitien.beside import workers_beside

    gc.collect()
    gc.freeze()  # what is loaded by now is shared with the processes that are forked
    with workers_beside():
        _run(host, port, processes)
    return 0


def _prepare_metrics() -> None:
    """An empty folder in which each web process keeps its counts, where they are asked for: before any of them loads
    what counts."""
    if os.environ.get("CAITIEN_METRICS_TOKEN"):
        place = folder() / "so-do"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(mode=0o700)
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(place)


def web_processes() -> int:
    """How many web processes answer (số tiến trình phục vụ): as many as cores this process may use, or as
    ``CAITIEN_WEB_PROCESSES`` says; 0 where it says no such number. One on Windows, where they cannot share a port.
    """
    if sys.platform == "win32":
        return 1
    said = os.environ.get("CAITIEN_WEB_PROCESSES", "")
    if said:
        return int(said) if said.isascii() and said.isdigit() else 0
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(cores or 1, MOST_PROCESSES)


def work() -> int:
    """Do background work only (chỉ làm việc nền), here or on another machine with the same database; the exit code."""
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
    from caitien.jobs.guard import guard

    return guard()


def manage(arguments: Sequence[str]) -> int:
    """Django's own commands for the site (lệnh quản trị), as ``manage.py`` takes them; the exit code. A keeper
    may be made before the site was ever opened."""
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caitien.settings")
    if arguments[:1] == ["createsuperuser"] and (why := _without_tables()):
        _say(why)
        return 2
    execute_from_command_line(["caitien manage", *arguments])
    return 0


def _without_tables() -> str:
    """Make the tables of a place where the site was never opened (dựng bảng ở nơi mới), so that it can have its keeper
    before anything else; "" or why they cannot be made."""
    import django
    from django.core.management import call_command

    if why := hindrance(folder()):
        return why
    django.setup()
    from django.db import connection

    try:
        if not connection.introspection.table_names():
            call_command("migrate", verbosity=0, interactive=False)
    except Exception as error:
        if why := why_not(error, folder()):
            return why
        raise
    return ""


def _opened(host: str, port: int) -> int:
    """Make the site ready, greet, and load what web processes need; 0, or the exit code where that cannot be.

    Where processes are forked, a child makes it ready, and what that takes of the memory goes with it.
    """
    share_one_heap()
    load_site()
    if sys.platform != "linux":
        return _ready(host, port)
    child = started(_ready_in_child, host, port)
    from django.urls import get_resolver

    get_resolver().reverse_dict  # noqa: B018 - loads every view while the child works
    child.join()
    if child.exitcode:
        return int(child.exitcode)
    _load_for_all()
    return 0


def _load_for_all() -> None:
    """Load what web processes and workers need, before they are forked: all share it, and no first page waits."""
    import caitien.beside
    import caitien.jobs.worker
    import caitien.web_process  # noqa: F401 - reads the static files, which are in their place by now
    from caitien.rules import catalogue

    catalogue()


def _ready_in_child(host: str, port: int) -> None:
    sys.exit(_ready(host, port))


def _ready(host: str, port: int) -> int:
    """Bring database and files up to date and greet; 2 where that cannot be, which is said. Our own mistakes raise."""
    try:
        _make_ready()
    except Exception as error:
        if why := why_not(error, folder()):
            _say(why)
            return 2
        raise
    _warn_of_size()
    _greet(host, port)
    return 0


def _make_ready() -> None:
    from django.core.management import call_command

    load_site()
    from caitien.web.machine.static_files import collect_static_files

    _back_up_before_upgrade()
    call_command("migrate", verbosity=0, interactive=False)
    _close_database()
    collect_static_files()
    if os.environ.get("CAITIEN_DEMO") == "1":
        from caitien.demo import load_demo

        load_demo()


def _warn_of_size() -> None:
    """Where the site has more schools than its kind of database is for."""
    from caitien.oversight.scale import too_many_for_sqlite

    if words := too_many_for_sqlite():
        _say(words)


def _back_up_before_upgrade() -> None:
    """Where this version of the software changes the tables of a site that is in use: a backup of it as it was."""
    from caitien.backup.upgrade import back_up_before_upgrade

    if made := back_up_before_upgrade():
        _say(f"Dữ liệu được nâng cấp lên bản phần mềm này; bản lưu trước khi nâng cấp: {made.path}")


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

    address = shown_address(host, port, settings.ADDRESS)
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


def shown_address(host: str, port: int, known: str) -> str:
    """What to open in a browser (địa chỉ để mở): a site that listens everywhere is reached by the address it is
    ``known`` by, or from this machine; 0.0.0.0 is nothing one can open."""
    if host in EVERYWHERE and not is_local(known):
        return known
    return f"http://{'localhost' if host in LOCAL | EVERYWHERE else host}:{port}"


def _lead_in(address: str) -> None:
    """Where the first person of an empty site begins (mở trường đầu tiên)."""
    from caitien.access.schools.open_school import first_code, is_empty_site

    if is_empty_site():
        _say("\n  Chưa có trường nào. Để mở trường của thầy cô, vào địa chỉ này (dùng một lần):")
        _say(f"    {address}/bat-dau#{first_code()}")


def _run(host: str, port: int, processes: int) -> None:
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels

    if sys.platform == "linux":
        multiprocessing.set_start_method("fork", force=True)  # granian asks for what is set
    server = Granian(
        "caitien.web_process",
        address=host,
        port=port,
        workers=processes,
        interface=Interfaces.ASGINL,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEAD_PATIENCE),
        websockets=False,
        log_level=LogLevels.error,
        respawn_failed_workers=True,  # it says so in the log
        workers_kill_timeout=5,
    )
    server.serve(target_loader=partial(_loaded, processes), wrap_loader=False)


def _loaded(processes: int) -> "Unhurried":
    """The site, in a web process."""
    from caitien.web_process import begin

    return begin(processes)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
