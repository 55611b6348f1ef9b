"""Reports for these tests (báo cáo để thử): as long as wished, every line its own words."""

from dataclasses import replace

from caitien.domain.paper import Letterhead, Note, Paper, Place, Plan, PlanRow, ResultRow, Section, Source, Status

_STATES = (Status.DONE, Status.ONGOING, Status.NOT_STARTED)


def report(rows: int = 28, *, school_year: str = "2026-2027") -> Paper:
    """A yearly report of that many lines in each table; the first result names no state."""
    return Paper(
        school="Trường THPT Hoa Sen",
        school_type="thpt",
        school_year=school_year,
        framework="tt18-2018",
        report=Letterhead(number="/BC-THPTHS", place="Đà Lạt", title="BÁO CÁO", signer="Võ Thu Hạnh"),
        plan=Plan(number="12/KH-THPTHS", items=tuple(_plan_row(index) for index in range(rows))),
        results=tuple(_result_row(index) for index in range(rows)),
        strengths="Việc gì cũng có ngày, có số.",
        sections=(Section(before="plan", part="I", heading="Việc xây dựng kế hoạch", paragraphs=("Họp đầu năm.",)),),
        notes=(
            Note(
                code="unstated",
                text="Chưa rõ trạng thái.",
                quote="Chờ bàn giao mặt bằng",
                place=Place(table=2, row=3),
                path="results.0.status",
            ),
            Note(code="left-over", text="Không hiểu dòng này.", quote="(xem phụ lục)", place=Place(paragraph=9)),
        ),
    )


def with_plan_row(paper: Paper, index: int, **texts: str) -> Paper:
    """The same paper with other words in one plan row."""
    items = list(paper.plan.items)
    items[index] = replace(items[index], **texts)
    return replace(paper, plan=replace(paper.plan, items=tuple(items)))


def without_row(paper: Paper, index: int) -> Paper:
    """The same paper without one line in both tables."""
    items, results = list(paper.plan.items), list(paper.results)
    del items[index], results[index]
    return replace(paper, plan=replace(paper.plan, items=tuple(items)), results=tuple(results))


def _criterion(index: int) -> str:
    return f"{index % 5 + 1}.{index // 5 % 6 + 1}"


def _plan_row(index: int) -> PlanRow:
    criterion = _criterion(index)
    return PlanRow(
        criterion=criterion,
        label=f"Tiêu chí {criterion}",
        standard=int(criterion[0]),
        standard_title="Tổ chức nhà trường",
        level=1,
        target=f"Kết quả cần đạt thứ {index}",
        work=f"Công việc thứ {index}: sửa sang phòng học",
        owners="Tổ văn phòng",
        time="Hằng năm",
        source=Source(table=1, rows=(index + 2,)),
    )


def _result_row(index: int) -> ResultRow:
    criterion = _criterion(index)
    status = _STATES[index % 3] if index else Status.UNSTATED
    said = {status.value: f"Kết quả thứ {index}"} if index else {"adjusted": "Chờ bàn giao mặt bằng"}
    return ResultRow(
        criterion=criterion,
        label=f"Tiêu chí {criterion}",
        standard=int(criterion[0]),
        standard_title="Tổ chức của nhà trường",
        level=1,
        planned=f"Công việc thứ {index}: sửa sang phòng học",
        status=status,
        source=Source(table=2, rows=(index + 3,)),
        **said,
    )
