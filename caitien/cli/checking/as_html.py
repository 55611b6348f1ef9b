"""Findings as one web page (phát hiện thành trang web): no scripts, nothing fetched, all escaped; prints well."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from caitien.cli.checking.checked import Change, Checked, tally
from caitien.domain.finding import Finding
from caitien.rules.grouping import MEND_FIRST, Heading, RuleGroup, grouped
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
    groups = grouped(one.findings)
    if len(groups) > MEND_FIRST:
        yield "<h3>Nên sửa trước</h3>\n<ol>\n"
        yield from (f"<li>{escape(_named(group.heading))}</li>\n" for group in groups[:MEND_FIRST])
        yield "</ol>\n"
    yield from map(_group, groups)


def _change(change: Change) -> str:
    where = escape(", ".join(filter(None, [change.spot.name, change.spot.cell])))
    return f"<li>{where}: <del>{escape(change.fix.old)}</del> → <ins>{escape(change.fix.new)}</ins></li>\n"


def _named(head: Heading) -> str:
    return f"{head.code} {head.title}: {head.number}"


def _group(group: RuleGroup) -> str:
    """The findings of a rule: what is wrong, why and how to mend it, once; then its places."""
    head = group.heading
    title = f"<h3><b>{head.weight} {head.code}</b> {escape(head.title)}: {head.number}</h3>\n"
    places = "".join(_place(spot, finding) for spot, finding in group.found)
    return f'<article class="{head.severity.value}">\n{title}{"".join(_why(head))}<ul>\n{places}</ul>\n</article>\n'


def _why(head: Heading) -> Iterator[str]:
    if head.page:
        yield f"<p>Sửa: {escape(head.page.mend)}</p>\n"
        why, source = escape(head.page.why), escape(head.page.source)
        yield f"<details><summary>Vì sao</summary><p>{why}</p><p>Nguồn: {source}</p></details>\n"


def _place(spot: Spot, finding: Finding) -> str:
    where = escape(", ".join(filter(None, [spot.name, spot.cell])))
    place = f" <small>({escape(str(finding.place))})</small>" if str(finding.place) else ""
    fix = " (--fix sửa được)" if finding.fix else ""
    words = f"<br><q>{escape(finding.words)}</q>" if finding.words else ""
    return f"<li>{where}{place}: {escape(finding.what)}{fix}{words}</li>\n"
