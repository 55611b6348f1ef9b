"""An office's own form (biểu của cơ quan): what stands in it, and the form filled; a door beside :mod:`read`."""

import msgspec

from caitien.documents.apart.ask import fill_apart, read_apart
from caitien.documents.refusal import Refusal
from caitien.domain.official_forms.office_form import Filling, LookedForm


def look_at_form(data: bytes, *, name: str) -> LookedForm | Refusal:
    """What stands in a form of Word or Excel (đọc biểu), or why it is not taken.

    ``data`` and ``name`` as for :func:`caitien.documents.read.read`, whose gate and limits it shares. Raises nothing.
    """
    return read_apart("form", data, name, LookedForm)


def fill_form(data: bytes, filling: Filling, *, name: str) -> bytes | Refusal:
    """The same file with values in its blanks (điền biểu): its look, its other words and parts stay as they are. Texts
    are never formulas. A child does it, under the limits of reading. Raises nothing; linear in file and filling."""
    return fill_apart(msgspec.json.encode(filling).decode(), data, name)
