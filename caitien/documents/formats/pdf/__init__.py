"""PDF in: from letters and lines on a page back to paragraphs and tables. How, is told in ``docs/word/pdf.md``.

marks (what is drawn) → lines (of text) → ruling (grids of ruled lines) and columns (text side by side) → layout (of a
page) → joining (the pages to one file). :mod:`caitien.documents.formats.pdf.reading` goes through it page by page.
"""
