"""Workbooks at the door of their reader (mở sổ tính): what a damaged one makes it stumble over is a refusal."""

import logging

from caitien.documents.blocks import Pages
from caitien.documents.formats.read_xlsx import pages_of_xlsx
from caitien.documents.gate.package import Opened, refusal
from caitien.documents.refusal import Refusal

_log = logging.getLogger(__name__)


def pages_of_workbook(package: Opened) -> Pages | Refusal:
    """The blocks of an opened workbook, or why there are none."""
    try:
        return pages_of_xlsx(package)
    except MemoryError:
        raise
    except Exception:  # what a damaged file leads to has no end; the log holds it, the person gets a sentence
        _log.warning("A workbook was not read", exc_info=True)
        return refusal("damaged")
