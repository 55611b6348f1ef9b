"""``python -m bench``: every race once, the times, the ratios of the fastest rounds, and which bars are met.

Always exits 0.
"""

from collections.abc import Iterator, Mapping
from functools import cache

from bench import contenders as by
from bench import databases, evidence, reviews, web
from bench.files import as_word, made_up_plan, made_up_report
from bench.measure import Times, race
from caitien.documents.refusal import Refusal
from caitien.documents.write import write
from caitien.domain.paper import Form

Race = Mapping[str, Times]
_NAME = 58


def main() -> None:
    """Print the whole table."""
    word = {rows: _word(rows) for rows in (30, 300, 3_000)}
    _word_bars(word)
    _writing()
    _workbook()
    _pdf()
    _rules()
    _process()
    _web()
    _databases()


def _word(rows: int) -> Race:
    data = word_file(rows)
    found = race(
        {
            "caitien": by.reading(data, "ke-hoach.docx", rows),
            "floor: unzip + iterparse over the rows": by.floor(data),
            "unzip + fromstring": by.whole_tree(data),
            "docx2python": by.docx2python_reading(data),
        }
    )
    _print_race(f"Read a Word plan of {rows} rows ({len(data) // 1024} kB)", found)
    return found


@cache
def word_file(rows: int) -> bytes:
    """The Word file of so many rows."""
    return as_word(made_up_plan(rows))


def _word_bars(word: Mapping[int, Race]) -> None:
    _title("Reading Word: the bars")
    for rows in (300, 3_000):
        ours, floor, tree, rival = (times.best for times in word[rows].values())
        _at_most(f"{rows} rows, times the floor", ours / floor, 3)
        _ratio(f"{rows} rows, times unzip + fromstring", ours / tree)
        _at_least(f"{rows} rows, faster than docx2python", rival / ours, 10)
    per_row = {rows: found["caitien"].best / rows for rows, found in word.items()}
    _at_most("time of a row, 3,000 rows against 300", per_row[3_000] / per_row[300], 1.2)


def _writing() -> None:
    paper = made_up_plan(3_000)
    found = race({"caitien": by.writing(paper, ".docx"), "python-docx add_row().cells": by.add_row_cells(paper)})
    _print_race("Write a Word plan of 3,000 rows", found)
    ours, rival = (times.best for times in found.values())
    _at_least("faster than add_row().cells", rival / ours, 15)


def _workbook() -> None:
    data = by.written(made_up_plan(3_000), ".xlsx")
    found = race(
        {"caitien": by.reading(data, "ke-hoach.xlsx", 3_000), "openpyxl, values only": by.openpyxl_reading(data)}
    )
    _print_race(f"Read a workbook of 3,000 rows ({len(data) // 1024} kB)", found)
    ours, rival = (times.best for times in found.values())
    _at_most("times openpyxl's values", ours / rival, 3)


def _pdf() -> None:
    rows = 80
    data = write(made_up_plan(rows), Form.PLAN, ".pdf")
    if isinstance(data, Refusal):
        _title(f"Read a PDF: left out. {data.text}")
        return
    found = race({"caitien": by.reading(data, "ke-hoach.pdf", rows), "pdfium, text only": by.pdfium_reading(data)})
    _print_race(f"Read a PDF of {_pages(data)} pages, {rows} rows", found)
    ours, floor = (times.best for times in found.values())
    _at_most("times pdfium's text alone", ours / floor, 15)


def _pages(data: bytes) -> int:
    import pypdfium2

    return len(pypdfium2.PdfDocument(data))


def _rules() -> None:
    few, many = 28, 1_500
    small, large = _checked(few), _checked(many)
    rules, reading = (times.best for times in large.values())
    _title("Checking: the bars")
    _at_most(f"{many} + {many} rows, times reading them", rules / reading, 1.6)
    _at_most(f"{few} + {few} rows, milliseconds", small["all rules"].best * 1_000, 50)
    _ratio("time of a row, many against few", rules / many / (small["all rules"].best / few))


def _checked(rows: int) -> Race:
    paper = made_up_report(rows)
    data = by.written(paper, ".docx")
    found = race({"all rules": by.checking(paper), "reading it": by.reading(data, "bao-cao.docx", rows)})
    _print_race(f"Check a report of {rows} + {rows} rows", found)
    return found


def _web() -> None:
    found, per_second, statements = web.measured()
    _print_race("Pages, through every middleware", found)
    _title("Pages: the bars")
    empty = found[web.EMPTY].best
    for name, bar in {web.FEW: 4, web.MINE: 4, web.TASKS: 3, **dict.fromkeys(web.FILTERED, 3.5)}.items():
        _at_most(f"{name}, times the empty page", found[name].best / empty, bar)
    _at_most("plan page, 3,000 lines against 28", found[web.MANY].best / found[web.FEW].best, 1.3)
    _at_most("overview, 3,000 tasks against 28", found[web.OVERVIEW_MANY].best / found[web.OVERVIEW_FEW].best, 1.5)
    _at_most("plan page just after a line changed, times the empty page", found[web.FEW_AFTER].best / empty, 5)
    _at_most("overview just after a report, times the empty page", found[web.OVERVIEW_AFTER].best / empty, 5)
    _at_most("one progress report, times the empty page", found[web.TOLD].best / empty, 2.2)
    _at_most("one progress report, statements in its transaction", statements, 15)
    for what in evidence.PAGES:
        few, many = (found[f"evidence, {what}, {count:,} items"].best for count in (evidence.FEW, evidence.MANY))
        _at_most(f"evidence, {what}: 10,000 items against 100", many / few, 1.5)
    for what in reviews.PAGES:
        few, many = (found[f"review, {what}, {count:,} lines"].best for count in (reviews.FEW, reviews.MANY))
        _at_most(f"review, {what}: 3,000 lines against 28", many / few, 1.5)
    _at_most("snapshot of 3,000 lines, milliseconds", found[reviews.SNAPSHOT].best * 1_000, 1_000)
    per_row = found[web.REPORT_MANY].best / 3_000 / (found[web.REPORT_FEW].best / 28)
    _ratio("composing a row, 3,000 against 28", per_row)
    _ratio(f"plan page of 28 lines a second, {web.AT_ONCE} at once, served", per_second)


def _databases() -> None:
    found = databases.measured()
    _title("One request at a time on PostgreSQL against SQLite, in turns: the bars")
    if isinstance(found, str):
        print(f"  NOT MEASURED: PostgreSQL does not start here. {found}")
        return
    for name, times in found.items():
        for kind, taken in times.items():
            print(f"  {f'{name}, {kind}':<{_NAME}}{taken}  ×{len(taken.seconds)}")
        _at_most(
            f"{name}, times SQLite", times[databases.POSTGRESQL].best / times[databases.SQLITE].best, databases.BAR
        )


def _process() -> None:
    found = race({"caitien read, start to end": by.command_reading(56), "python -c pass": by.command("-c", "pass")})
    _print_race("The command on a Word plan of 56 rows", found)
    _at_most("seconds from start to end", found["caitien read, start to end"].best, 0.6)


# --- the table --------------------------------------------------------------------------------------------------------


def _title(text: str) -> None:
    print(f"\n{text}")


def _print_race(title: str, found: Race) -> None:
    _title(title)
    print("\n".join(_lines(found)), flush=True)


def _lines(found: Race) -> Iterator[str]:
    for name, times in found.items():
        yield f"  {name:<{_NAME}}{times}  ×{len(times.seconds)}"


def _ratio(what: str, ratio: float) -> None:
    print(f"  {what:<{_NAME}}{ratio:8.2f}")


def _at_most(what: str, ratio: float, bar: float) -> None:
    print(f"  {what:<{_NAME}}{ratio:8.2f}   at most {bar:.3g}   {'PASS' if ratio <= bar else 'FAIL'}")


def _at_least(what: str, ratio: float, bar: float) -> None:
    print(f"  {what:<{_NAME}}{ratio:8.2f}   at least {bar:g}  {'PASS' if ratio >= bar else 'FAIL'}")


if __name__ == "__main__":
    main()
