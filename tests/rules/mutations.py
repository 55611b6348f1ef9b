"""The table of mutations (bảng lỗi biết trước): at least one way to break a clean paper for each rule."""

from dataclasses import replace

from caitien.domain.evidence.listed import EvidenceItem
from caitien.domain.paper import Form, PlanRow, Problem, Section, Status
from caitien.domain.standards import standard_set
from tests.rules.breaking import (
    Broken,
    Mutation,
    action,
    head,
    item,
    line,
    listed,
    result,
    row_of,
    with_items,
    written,
)
from tests.rules.clean_generator import Checked

REPORT, PLAN, BIEU2 = Form.REPORT, Form.PLAN, Form.TT57
LONG = "Tổ giám sát xem hồ sơ của từng tổ vào ngày cuối tháng, ghi lại việc đã xong và việc còn vướng của mỗi tổ."
KINDERGARTEN = "Hoạt động và kết quả nuôi dưỡng, chăm sóc, giáo dục trẻ"


def repeated(checked: Checked) -> Broken:
    first, second, *rest = checked.paper.sections
    sections = [replace(each, paragraphs=(*each.paragraphs, LONG)) for each in (first, second)]
    return checked.with_paper(sections=(*sections, *rest)), f"sections.1.paragraphs.{len(second.paragraphs)}"


def without_assessment(checked: Checked) -> Broken:
    return checked.with_paper(strengths="", limitations=""), "strengths"


def without_reviews(checked: Checked) -> Broken:
    return checked.with_paper(reviews=()), "reviews"


def two_spellings(checked: Checked) -> Broken:
    times = ("Hằng năm, vào tháng 10", "Hằng năm, vào tháng 11", "Hàng năm, vào tháng 3")
    items = [replace(row, time="Học kỳ I") for row in checked.paper.plan.items]
    items[:3] = [replace(row, time=time) for row, time in zip(items, times, strict=False)]
    return with_items(checked, *items), "plan.items.2.time"


def other_name(checked: Checked) -> Broken:
    school = checked.paper.school
    name, _, last = school.rpartition(" ")
    paragraphs = (f"{school} có ba tổ.", f"{name} {last.lower()} có một tổ giám sát.")
    added = Section(before="plan", part="I", paragraphs=paragraphs)
    return checked.with_paper(sections=(added, *checked.paper.sections[1:])), "sections.0.paragraphs.1"


def unknown_criterion(checked: Checked) -> Broken:
    items = checked.paper.plan.items
    added = replace(items[-1], criterion="5.9", label="Tiêu chí 5.9", work="Làm sân cầu lông cho khối lớp cuối")
    return with_items(checked, *items, added), f"plan.items.{len(items)}.criterion"


def missing_criterion(checked: Checked) -> Broken | None:
    i = row_of(checked, "2.2")
    items = checked.paper.plan.items
    return (with_items(checked, *items[:i], *items[i + 1 :]), f"plan.items.{i - 1}.criterion") if i else None


def criterion_twice(checked: Checked) -> Broken:
    items = checked.paper.plan.items
    again = replace(items[0], work="Lấy ý kiến của cựu học sinh", target="Có 50 ý kiến")
    return with_items(checked, *items[:2], again, *items[2:]), "plan.items.2.criterion"


def swapped(checked: Checked) -> Broken:
    a, b, c, d, *rest = checked.paper.plan.items
    return with_items(checked, a, c, b, d, *rest), "plan.items.2.criterion"


def kindergarten_title(checked: Checked) -> Broken | None:
    if checked.paper.school_type == "mam_non":
        return None
    return _titled(checked, 5, KINDERGARTEN)


def shortened_title(checked: Checked) -> Broken:
    return _titled(checked, 4, "Quan hệ giữa nhà trường, gia đình")


def _titled(checked: Checked, standard: int, title: str) -> Broken:
    items = [
        replace(row, standard_title=title) if row.standard == standard else row for row in checked.paper.plan.items
    ]
    first = next(i for i, row in enumerate(items) if row.standard == standard)
    return with_items(checked, *items), f"plan.items.{first}.standard_title"


def old_set(checked: Checked) -> Broken | None:
    old = standard_set("tt19-2018" if checked.paper.school_type == "mam_non" else "tt18-2018")
    codes = {each.criterion for each in checked.paper.problems}
    if checked.evidence or old is None or not all(map(old.criterion, codes)):
        return None
    problems = tuple(replace(each, standard_title="") for each in checked.paper.problems)
    return checked.with_paper(framework=old.id, problems=problems), "framework"


def blank_column(checked: Checked) -> Broken:
    return with_items(checked, *(replace(row, support="") for row in checked.paper.plan.items)), "plan.items.0.support"


def copied(checked: Checked) -> Broken:
    row = checked.paper.plan.items[2]
    year = int(checked.paper.school_year[:4])
    before = with_items(checked, row).with_paper(school_year=f"{year - 1}-{year}").paper
    return replace(checked, last_year=before), "plan.items.2.work"


def missing_result(checked: Checked) -> Broken:
    results = checked.paper.results
    return replace(checked.with_paper(results=results[:-1]), evidence=()), f"plan.items.{len(results) - 1}"


def all_is_done(checked: Checked) -> Broken | None:
    if all(row.status is Status.DONE for row in checked.paper.results):
        return None
    return checked.with_paper(strengths="Tất cả công việc đều đã hoàn thành."), "strengths"


def every_criterion(checked: Checked) -> Broken | None:
    standards = standard_set(checked.paper.framework)
    assert standards is not None
    if checked.evidence:
        return None
    codes = [each.code for each in standards.criteria]
    problems = tuple(Problem(criterion=code, label=f"Tiêu chí {code}", limitation="Còn hai việc dở") for code in codes)
    row = replace(checked.paper.plan.items[0], standard_title="")
    items = [replace(row, criterion=code, label=f"Tiêu chí {code}", standard=int(code[0])) for code in codes]
    return with_items(checked.with_paper(problems=problems), *items), "plan.items"


def problem_alone(checked: Checked) -> Broken:
    problems = checked.paper.problems
    added = Problem(standard=4, limitation="Hàng rào phía đông bị nghiêng", cause="Gió lốc")
    return checked.with_paper(problems=(*problems, added)), f"problems.{len(problems)}.limitation"


def action_alone(checked: Checked) -> Broken | None:
    items = checked.paper.plan.items
    if checked.evidence or items[0].criterion:
        return None
    added = PlanRow(
        topic="Hội trại mùa xuân",
        target="12 trại, mỗi trại 30 người",
        work="Cắm trại hai ngày ở bãi cỏ ven sông",
        indicator="Số trại: 12",
        time="Học kỳ II",
        owners="Tổng phụ trách",
        budget="9 triệu đồng",
        evidence="Ảnh hội trại",
    )
    return with_items(checked, *items, added), f"plan.items.{len(items)}.topic"


def one_review(checked: Checked) -> Broken:
    return checked.with_paper(reviews=checked.paper.reviews[-1:]), "reviews"


def even_council(checked: Checked) -> Broken:
    return replace(checked, council=("chair", "secretary", *["member"] * 4)), ""


def two_chairs(checked: Checked) -> Broken:
    return replace(checked, council=("chair", "chair", "secretary", "member", "member")), ""


def mandatory_below(checked: Checked) -> Broken:
    return replace(checked, levels=(("2.1", 0),)), "plan.items"


def shown_by_nothing(checked: Checked) -> Broken | None:
    items = checked.paper.plan.items
    if not checked.evidence:
        return None
    broken = with_items(checked, replace(items[0], evidence=""), *items[1:])
    return replace(broken, evidence=checked.evidence[1:]), "plan.items.0.evidence"


def doubled_item(checked: Checked) -> Broken | None:
    first, *rest = checked.evidence or (None,)
    return (replace(checked, evidence=(first, first, *rest)), "evidence.1") if first else None


def astray(checked: Checked) -> Broken | None:
    if not checked.evidence:
        return None
    home = checked.evidence[0].criterion
    code = f"[H1-{home}-55]"
    away = EvidenceItem(criterion="5.2", code=code, name="Sổ trực thư viện", issued="9/2024", issuer="Thư viện")
    return listed(away, cited=f"Thư viện mở cả tuần {code}.")(checked)


def renamed(checked: Checked) -> Broken | None:
    again = [replace(each, criterion="5.9", name="Nhật ký vườn trường") for each in checked.evidence[:1]]
    return listed(*again)(checked) if again else None


def uncited(checked: Checked) -> Broken | None:
    more = [replace(each, code=f"{each.code[:-3]}44]", name="Sổ trực ban") for each in checked.evidence[-2:-1]]
    return listed(*more)(checked) if more else None


def cited_only(checked: Checked) -> Broken | None:
    limitations = f"{checked.paper.limitations} Hai phòng chưa sửa [H1-1.2-77]."
    return (checked.with_paper(limitations=limitations), "limitations") if checked.evidence else None


def done_too_early(checked: Checked) -> Broken | None:
    paper = checked.paper
    year = int(paper.school_year[:4])
    rows = list(paper.results)
    due = [
        plan.time.startswith("Tháng 10/") and bool(row.done) for plan, row in zip(paper.plan.items, rows, strict=True)
    ]
    if True not in due:
        return None
    i = due.index(True)
    rows[i] = replace(rows[i], done=f"Làm xong 3 phòng ngày 12/3/{year - 1}")
    return replace(checked.with_paper(results=tuple(rows)), evidence=()), f"results.{i}.done"


DONE, ONGOING, NOT_STARTED = Status.DONE, Status.ONGOING, Status.NOT_STARTED
MUTATIONS = {
    "số để trống": Mutation("P01", REPORT, written("report.number", lambda old: f"/{old.partition('/')[2]}")),
    "ngày để trống": Mutation("P02", PLAN, head("date", date=None, date_text="ngày tháng năm 2026")),
    "ký hiệu có dấu cách": Mutation("P03", BIEU2, written("report.number", lambda old: old.replace("/", " / "))),
    "thiếu địa danh": Mutation("P04", REPORT, head("place", place="")),
    "nơi nhận thiếu lưu": Mutation("P05", PLAN, head("recipients", recipients=("Các tổ chuyên môn",))),
    "thiếu người ký": Mutation("P06", BIEU2, head("signer", signer="")),
    "thiếu chức vụ": Mutation("P06", PLAN, head("signer_title", signer_title="")),
    "đoạn lặp": Mutation("P07", REPORT, repeated),
    "thiếu nhận xét": Mutation("P08", REPORT, without_assessment),
    "thiếu phần theo dõi": Mutation("P08", BIEU2, without_reviews),
    "hàng năm, hằng năm": Mutation("P09", PLAN, two_spellings),
    "chữ gõ nhầm": Mutation("P10", PLAN, line("1.6", "support", support="Chia giờ họp lý cho từng tổ")),
    "chữ tắt lạ": Mutation("P11", PLAN, line("1.6", "support", support="Nhờ nhóm BHTQ của xã giúp")),
    "chữ cái lạ": Mutation("P12", PLAN, line("1.6", "support", support="Ðo lại 3 phòng")),
    "tên trường khác": Mutation("P13", REPORT, other_name),
    "mã tiêu chí lạ": Mutation("S01", PLAN, unknown_criterion),
    "thiếu tiêu chí": Mutation("S02", PLAN, missing_criterion),
    "tiêu chí hai lần": Mutation("S03", PLAN, criterion_twice),
    "tên của mầm non": Mutation("S04", PLAN, kindergarten_title),
    "tên tiêu chuẩn bị cắt": Mutation("S05", PLAN, shortened_title),
    "tiêu chuẩn thay tiêu chí": Mutation("S06", PLAN, line("3.3", "label", label="Tiêu chuẩn 3.3")),
    "thiếu chữ tiêu chí": Mutation("S07", PLAN, line("1.9", "label", label="1.9")),
    "đảo thứ tự": Mutation("S08", PLAN, swapped),
    "bộ tiêu chuẩn cũ": Mutation("S09", BIEU2, old_set),
    "thiếu thời gian": Mutation("K01", PLAN, line("2.2", "time", time="")),
    "thời gian năm khác": Mutation("K02", PLAN, line("2.2", "time", time="Tháng 10/2015")),
    "hằng năm không mốc": Mutation("K03", PLAN, line("2.2", "time", time="Hằng năm")),
    "thiếu chủ trì": Mutation("K04", PLAN, line("2.2", "owners", owners="")),
    "tập thể chủ trì": Mutation("K05", PLAN, line("2.2", "owners", owners="Tập thể giáo viên, nhân viên")),
    "đơn vị ngoài chủ trì": Mutation("K06", PLAN, line("2.2", "owners", owners="Ủy ban nhân dân xã")),
    "mục tiêu chung chung": Mutation("K07", PLAN, line("2.2", "target", target="Nâng cao chất lượng đội ngũ")),
    "mục tiêu chép công việc": Mutation(
        "K08", PLAN, line("1.6", "target", target="Kiểm kê từng phòng và dán mã lên thiết bị.")
    ),
    "việc là tình trạng": Mutation(
        "K09", PLAN, line("2.2", "work", work="Việc lát sân đã bị hoãn nên chưa thực hiện.")
    ),
    "mua mà không có tiền": Mutation(
        "K10", PLAN, line("2.2", "budget", work="Mua 20 máy tính cho phòng tin học", budget="", support="Không")
    ),
    "cột trống": Mutation("K11", PLAN, blank_column),
    "hai việc một ô": Mutation("K12", PLAN, line("2.2", "work", work="Lập hộp thư góp ý.\nKế toán kiểm kê phòng máy.")),
    "chép năm trước": Mutation("K13", PLAN, copied),
    "năm thứ ba": Mutation("K14", PLAN, line("2.2", "time", time="{before}-2030", note="")),
    "không rõ trạng thái": Mutation("T01", REPORT, result(DONE, "", done="", status=Status.UNSTATED)),
    "hai trạng thái": Mutation("T02", REPORT, result(ONGOING, "", done="Xong 2 trong 4 phần việc đã định")),
    "trạng thái sai cột": Mutation("T03", REPORT, result(DONE, "adjusted", adjusted="Chưa thực hiện")),
    "chỉ khen": Mutation("T04", REPORT, result(DONE, "done", done="Đã thực hiện, kết quả tốt")),
    "chậm không lý do": Mutation("T05", REPORT, result(ONGOING, "ongoing", ongoing="Đang làm, chậm tiến độ")),
    "chưa làm không lý do": Mutation("T06", REPORT, result(NOT_STARTED, "not_started", not_started="Chưa thực hiện")),
    "xong trước khi làm": Mutation("T07", REPORT, done_too_early),
    "hai bảng khác nhau": Mutation("T08", REPORT, result(DONE, "planned", planned="Làm bảng tin mới ở cổng phụ")),
    "thiếu dòng kết quả": Mutation("T09", REPORT, missing_result),
    "điều chỉnh mơ hồ": Mutation(
        "T10", REPORT, result(DONE, "adjusted", adjusted="Điều chỉnh cho phù hợp với thực tế")
    ),
    "nhận xét trái bảng": Mutation("T11", REPORT, all_is_done),
    "mọi tiêu chí": Mutation("M01", BIEU2, every_criterion),
    "hạn chế không ai chữa": Mutation("M02", BIEU2, problem_alone),
    "hoạt động thừa": Mutation("M03", BIEU2, action_alone),
    "chỉ số không số": Mutation(
        "M04", BIEU2, action("indicator", indicator="Tỷ lệ tăng đều", target="Tốt hơn năm trước, ai cũng thấy")
    ),
    "một lần rà soát": Mutation("M05", BIEU2, one_review),
    "hội đồng số chẵn": Mutation("M06", BIEU2, even_council),
    "hai chủ tịch": Mutation("M06", BIEU2, two_chairs),
    "hội đồng bốn người": Mutation(
        "M06", BIEU2, written("sections.3.paragraphs.0", "Hội đồng tự đánh giá gồm 4 thành viên.")
    ),
    "báo cáo muộn": Mutation(
        "M07", BIEU2, written("sections.1.paragraphs.0", "Báo cáo tự đánh giá ngày 20 tháng 6 năm 2027 của trường.")
    ),
    "bắt buộc chưa có dòng": Mutation("M08", BIEU2, mandatory_below),
    "mã sai kiểu": Mutation("E01", REPORT, written("limitations", "Còn 2 phòng chưa sửa [H3-3.02-01].")),
    "một mã hai tên": Mutation("E02", REPORT, renamed),
    "mã của tiêu chí khác": Mutation("E03", REPORT, astray),
    "thiếu ngày": Mutation("E04", REPORT, item(0, "evidence.0", issued="")),
    "thiếu nơi ban hành": Mutation("E04", REPORT, item(1, "evidence.1", issuer="")),
    "xong mà không minh chứng": Mutation("E05", BIEU2, shown_by_nothing),
    "mã không có trong danh mục": Mutation("E06", REPORT, cited_only),
    "minh chứng không ai dẫn": Mutation("E07", REPORT, uncited),
    "mã không tên": Mutation("E08", REPORT, listed(EvidenceItem(code="[H1-1.4-04]", place="dòng 1, đầu bảng"))),
    "ghi hai lần": Mutation("E09", REPORT, doubled_item),
}
