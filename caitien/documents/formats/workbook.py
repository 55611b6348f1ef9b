"""Workbooks at the door of their reader (mở sổ tính): packed anew first, and by values alone where that must be."""

import logging
from dataclasses import replace

from caitien.documents.blocks import Pages
from caitien.documents.formats.read_xlsx import pages_of_xlsx
from caitien.documents.gate.archive import UnfitError
from caitien.documents.gate.package import Opened, refusal
from caitien.documents.gate.workbook import packed_anew
from caitien.documents.refusal import Refusal
from caitien.domain.paper import Note, Place

_log = logging.getLogger(__name__)
_PLAIN = Note(
    code="no-formats",
    text="Phần định dạng của tệp Excel này bị hỏng nên chỉ đọc được chữ và số; hãy soát lại ngày tháng, số tiền và "
    "tỉ lệ phần trăm.",
    place=Place(),
)


def pages_of_workbook(package: Opened) -> Pages | Refusal:
    """The blocks of an opened workbook, or why there are none; twice the work where its formats are damaged."""
    for plain in (False, True):
        try:
            assert package.archive is not None  # noqa: S101 - a workbook is a package
            pages = pages_of_xlsx(replace(package, data=packed_anew(package.archive, plain=plain)))
        except UnfitError as trouble:
            return refusal(str(trouble))
        except MemoryError:
            raise
        except Exception:  # what a library raises over a damaged file has no end; a note or a refusal tells of it
            _log.warning("A workbook was not read %s", "at all" if plain else "with its formats", exc_info=True)
            continue
        pages.notes += [_PLAIN] if plain else []
        return pages
    return refusal("damaged")
