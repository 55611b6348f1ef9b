"""Any file → what it is (loại tệp), or why it may not be kept: the gate alone, in a child as all of it."""

from caitien.documents.apart.ask import read_apart
from caitien.documents.gate.kinds import Kind
from caitien.documents.refusal import Refusal


def kind_of_file(data: bytes, *, name: str) -> Kind | Refusal:
    """What a file is, told from its content (xét loại tệp), or the gate's refusal. Raises nothing.

    ``data`` and ``name`` as for :func:`caitien.documents.read.read`, whose limits it shares; nothing is read of it.
    """
    return read_apart("kind", data, name, Kind)


def kind_here(data: bytes, *, name: str) -> Kind | Refusal:
    """As :func:`kind_of_file`, in this process: for the child. Without limits."""
    from caitien.documents.gate.package import open_package

    opened = open_package(data, name)
    return opened if isinstance(opened, Refusal) else opened.kind
