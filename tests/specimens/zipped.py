"""A zipped file with parts written anew (tệp nén có phần bị sửa), as other programs than Office leave them."""

import io
import zipfile
from collections.abc import Callable, Mapping

Change = Callable[[str], str]


def with_parts(data: bytes, parts: Mapping[str, str | bytes]) -> bytes:
    """The same package with these parts added or put in place of its own."""
    held = _parts(data) | {name: part.encode() if isinstance(part, str) else part for name, part in parts.items()}
    return _zip(held)


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    """The same package with words of one part replaced; they must be there. Before "/>" no blank is left."""
    text = _parts(data)[part].decode().replace(" />", "/>")
    assert old in text, text
    return with_parts(data, {part: text.replace(old, new)})


def renamed(data: bytes, name: Change) -> bytes:
    """The same package with its parts under other names."""
    return _zip({name(part): content for part, content in _parts(data).items()})


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _zip(parts: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content)  # ZipInfo as given: backslashes stay
    return target.getvalue()
