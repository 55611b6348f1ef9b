"""Findings as one web page (phát hiện thành trang web): no scripts, nothing fetched, all escaped; prints well."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from caitien.cli.checked import Change, Checked, tally
from caitien.domain.finding import SEVERITY_NAMES, Finding
from caitien.rules import rule
from caitien.rules.spots import Spot

_STYLE: Final = """
body { font: 16px/1.5 "Times New Roman", serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #111 }
h1 { font-size: 1.4rem } h2 { font-size: 1.2rem; border-bottom: 1px solid #999; margin-top: 2.5rem }
h3 { font-size: 1rem; margin: 1.6rem 0 .3rem } article { margin: .6rem 0; padding-left: .8rem; border-left: 4px solid }
article p { margin: .1rem 0; color: #111 } q, del, ins { white-space: pre-line } small, details p { color: #444 }
.loi { border-color: #a4161a } .canh-bao { border-color: #b35c00 } .goi-y { border-color: #1d5f8a }
.loi b { color: #a4161a } .canh-bao b { color: #8a4700 } .goi-y b { color: #1d5f8a } summary { cursor: pointer }
del { background: #fbdcdc; color: #7a0000 } ins { background: #d9f2d9; color: #004d00; text-decoration: none }
@media print { body { margin: 0; max-width: none } article { break-inside: avoid } }
"""


def as_html(found: Sequence[Checked]) -> str:
    """The findings of all papers as a whole page."""
    title = f"Kiểm tra {', '.join(escape(one.file) for one in found)}"
    return (
        f'<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        f"{_total(found)}{''.join(map(_paper, found))}</body>\n</html>\n"
    )


def _total(found: Sequence[Checked]) -> str:
    return f"<p>{len(found)} tệp: {tally(found)}.</p>\n" if len(found) > 1 else ""


def _paper(one: Checked) -> str:
    return f"<section>\n<h2>{escape(one.file)}: {tally([one])}</h2>\n{''.join(_body(one))}</section>\n"


def _body(one: Checked) -> Iterator[str]:
    if one.changes:
        yield f"<h3>Đã sửa {len(one.changes)} chỗ, ghi vào {escape(one.copy)}</h3>\n<ul>\n"
        yield from map(_change, one.changes)
        yield "</ul>\n"
    for name, here in one.by_place():
        yield f"<h3>{escape(name)}</h3>\n"
        yield from (_finding(spot, finding) for spot, finding in here)


def _change(change: Change) -> str:
    where = escape(", ".join(filter(None, [change.spot.name, change.spot.cell])))
    return f"<li>{where}: <del>{escape(change.fix.old)}</del> → <ins>{escape(change.fix.new)}</ins></li>\n"


def _finding(spot: Spot, finding: Finding) -> str:
    return f'<article class="{finding.severity.value}">\n{"".join(_lines(spot, finding))}</article>\n'


def _lines(spot: Spot, finding: Finding) -> Iterator[str]:
    cell = f"{escape(spot.cell)}: " if spot.cell else ""
    place = f" <small>({escape(str(finding.place))})</small>" if str(finding.place) else ""
    yield f"<p><b>{SEVERITY_NAMES[finding.severity]} {finding.code}</b> {cell}{escape(finding.what)}{place}</p>\n"
    if finding.words:
        yield f"<p><q>{escape(finding.words)}</q></p>\n"
    yield f"<p>Sửa: {escape(finding.mend)}{' (--fix sửa được)' if finding.fix else ''}</p>\n"
    if known := rule(finding.code):
        why, source = escape(known.page.why), escape(known.page.source)
        yield f"<details><summary>Vì sao</summary><p>{why}</p><p>Nguồn: {source}</p></details>\n"
