"""LibreOffice where it is installed (bộ LibreOffice): old kinds of files in, PDF out. Never needed for .docx and .xlsx.

Each call has a profile of its own, so that calls run side by side and nothing a person set up is touched. In it macros
never run, links are never followed and every address leads nowhere: a document may ask for a picture from the network,
it will not get it. How it is bounded and ended: :mod:`caitien.documents.apart.keeper`.

Known of LibreOffice 7.4: 1 to 2 s for a usual paper; its ``.doc`` export loses a table that ends a document, so a
paragraph must follow the last table of whatever is written as ``.doc``.
"""

import shutil
from functools import cache
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from caitien.documents.apart.ask import WANTS_OFFICE, convert_apart
from caitien.documents.apart.limits import is_bound
from caitien.documents.apart.wire import Conversion
from caitien.documents.refusal import Refusal

_COMMANDS: Final = ("soffice", "libreoffice")
_PLACES: Final = (  # where installers put it without telling the search path
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/opt/libreoffice/program/soffice",
    "/usr/lib/libreoffice/program/soffice",
)
# What LibreOffice must be told of a kind: how to read it, how to write it.
_READ_AS: Final = {"html": "HTML (StarWriter)"}
_WRITE_AS: Final = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML", "doc": "doc:MS Word 97"}
_NOWHERE: Final = ("127.0.0.1", "9")  # the discard port: nobody listens
_SETTINGS: Final = (
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Common/Misc", "FirstRun", "false"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),  # never
    ("org.openoffice.Office.Calc/Content/Update", "Link", "2"),  # never
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),  # by hand
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", _NOWHERE[0]),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", _NOWHERE[1]),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", _NOWHERE[0]),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", _NOWHERE[1]),
    ("org.openoffice.Inet/Settings", "ooInetFTPProxyName", _NOWHERE[0]),
    ("org.openoffice.Inet/Settings", "ooInetFTPProxyPort", _NOWHERE[1]),
    ("org.openoffice.Inet/Settings", "ooInetNoProxy", ""),
)
_TELL_NOBODY: Final = dict.fromkeys(
    ("http_proxy", "https_proxy", "ftp_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"),
    f"http://{_NOWHERE[0]}:{_NOWHERE[1]}",
) | {"no_proxy": "", "NO_PROXY": ""}

# It takes blocks of more than 32 MB and gives them back, again and again: by default each is asked of the system anew
# and touched page by page, 300,000 faults and 0.55 of 1.4 s of processor for a short paper. Read by glibc alone.
_KEEP_BLOCKS: Final = dict.fromkeys(("MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_"), str(1 << 30))

_MISSING: Final = {
    False: "Máy này chưa cài LibreOffice nên chưa mở được tệp .{source}; hãy mở tệp bằng Word hoặc Excel, "
    "lưu lại thành .{target} rồi nhập.",
    True: "Máy này chưa cài LibreOffice nên chưa xuất được tệp .{target}; hãy xuất tệp .{source}, "
    "mở bằng Word rồi lưu thành .{target}.",
}
_FAILED: Final = {
    False: "LibreOffice không mở được tệp .{source} này (tệp có thể bị hỏng); hãy mở tệp bằng Word hoặc Excel, "
    "lưu lại thành .{target} rồi nhập.",
    True: "LibreOffice không xuất được tệp .{target}; hãy xuất tệp .{source}, mở bằng Word rồi lưu thành .{target}.",
}
_TOO_SLOW: Final = {
    False: "Tệp .{source} này quá lớn, chuyển đổi mãi chưa xong; hãy mở tệp bằng Word hoặc Excel, "
    "lưu lại thành .{target} rồi nhập.",
    True: "Văn bản quá dài, xuất tệp .{target} mãi chưa xong; hãy xuất tệp .{source}, mở bằng Word rồi lưu "
    "thành .{target}.",
}
_SENTENCES: Final = {"no-office": _MISSING, "office-failed": _FAILED, "office-too-slow": _TOO_SLOW}


@cache
def find_office() -> Path | None:
    """The LibreOffice of this machine, None where there is none. Looked for once."""
    found = next(filter(None, map(shutil.which, _COMMANDS)), None)
    places = [found] if found else _PLACES
    return next((Path(place) for place in places if Path(place).exists()), None)


def convert(data: bytes, *, source: str, target: str, timeout: float = 60) -> bytes | Refusal:
    """A file as another kind (chuyển đổi tệp); kinds by their suffix without a dot. Raises nothing; 1 to 2 s.

    A child that reads under limits cannot have it done: it answers :data:`WANTS_OFFICE`, and who asked it sees to it.
    """
    if is_bound():
        return Refusal(code=WANTS_OFFICE, reason=f"{source} {target}")
    office = find_office()
    if office is None:
        return _refusal("no-office", source, target)
    found = convert_apart(_conversion(office, source, target, timeout), data)
    return _refusal(found, source, target) if isinstance(found, str) else found


def _conversion(office: Path, source: str, target: str, timeout: float) -> Conversion:
    reading = _READ_AS.get(source)
    command = [
        str(office),
        "-env:UserInstallation={uri}/profile",
        "--headless",
        "--norestore",
        "--nolockcheck",
        *([f"--infilter={reading}"] if reading else []),
        "--convert-to",
        _WRITE_AS.get(target, target),
        "--outdir",
        "{folder}/out",
        f"{{folder}}/van-ban.{source}",
    ]
    environment = {**_TELL_NOBODY, **_KEEP_BLOCKS, "HOME": "{folder}", "TMPDIR": "{folder}"}
    return Conversion(command, environment, _profile(), source, target, timeout)


def _profile() -> str:
    """The settings of a first start, with every door closed."""
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{escape(value)}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>'
    )


def _refusal(code: str, source: str, target: str) -> Refusal:
    """The sentence for reading an old file, or for writing a paper out as PDF."""
    writing = target == "pdf"
    return Refusal(code=code, reason=_SENTENCES[code][writing].format(source=source, target=target))
