"""The parts of Biểu 2 beside its lines: written, added, taken out and brought back, with a script and without."""

import json
from typing import Any

import pytest
from django.test import Client

from caitien.access.models import AuditEntry, Role, School, User
from caitien.domain.official_forms.forms import FORMS
from caitien.domain.paper import Form
from caitien.plans.begin import begin_plan
from caitien.plans.compose import compose
from caitien.plans.models import Plan, Task
from caitien.plans.parts.part import PROBLEM, REVIEW
from caitien.plans.parts.rows import add_part
from caitien.plans.table.table_lines import add_line
from tests.plans.approving import approved
from tests.web.conftest import SignIn
from tests.web.page import on_one_line
from tests.web.things import person_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def bieu_2(an: User, school: School) -> Plan:
    """A Biểu 2 begun from nothing."""
    school.framework = "tt57-2026-pt"
    school.save()
    return begin_plan(an, school, school_year="2026-2027", form=Form.TT57)


def send(browser: Client, plan: Plan, who: User, *cells: dict[str, str]) -> Any:
    body = json.dumps({"who": who.pk, "cells": cells})
    return browser.post(f"/ke-hoach/{plan.pk}/phan/o", body, content_type="application/json")


def seen_of(browser: Client, plan: Plan) -> dict[tuple[str, str], str]:
    """The marks of all cells of the page, by part and field."""
    blocks = browser.get(f"/ke-hoach/{plan.pk}/phan").context["blocks"]
    rows = [row for block in blocks for row in (block.words, *block.rows)]
    return {(row.part.slug, box.field): box.mark for row in rows for box in row.boxes}


def cell(part: str, field: str, text: str, seen: str) -> dict[str, str]:
    return {"line": part, "field": field, "text": text, "seen": seen}


def test_all_eight_parts_stand_there_under_the_headings_of_the_form(signed_in: SignIn, an: User, bieu_2: Plan):
    page = on_one_line(signed_in(an).get(f"/ke-hoach/{bieu_2.pk}/phan").content.decode())
    places = [page.index(f">{part.line()}</h2>") for part in FORMS[Form.TT57].parts]
    assert places == sorted(places)
    assert len(places) == 8


def test_prose_of_every_part_is_kept_and_printed(signed_in: SignIn, an: User, bieu_2: Plan):
    browser = signed_in(an)
    seen = seen_of(browser, bieu_2)
    numerals = [part.numeral for part in FORMS[Form.TT57].parts]
    typed = [
        cell(f"phan-{n}", "paragraphs", f"Ý một của {n}.\nÝ hai.", seen[f"phan-{n}", "paragraphs"]) for n in numerals
    ]
    told = send(browser, bieu_2, an, *typed).json()
    assert len(told["kept"]) == 8
    bieu_2.refresh_from_db()
    assert [(s.part, s.paragraphs) for s in compose(bieu_2).sections] == [
        (n, (f"Ý một của {n}.", "Ý hai.")) for n in numerals
    ]


def test_a_problem_is_added_without_a_script_typed_taken_out_and_brought_back(
    signed_in: SignIn, an: User, bieu_2: Plan
):
    browser, where = signed_in(an), f"/ke-hoach/{bieu_2.pk}/phan"
    made = browser.post(f"{where}/them", {"loai": "van-de"})
    form = browser.get(made.url)
    boxes = {box.field: box for box in form.context["boxes"]}
    marks = {f"seen-{name}": box.seen for name, box in boxes.items()}
    words = {"criterion": "1.3", "baseline": "Sổ họp có 9 trang", "limitation": "Ghi sơ sài", "cause": "Chưa có mẫu"}
    kept = browser.post(made.url, {**dict.fromkeys(boxes, ""), **words, **marks})
    (problem,) = compose(bieu_2).problems
    assert (problem.criterion, problem.label, problem.standard) == ("1.3", "Tiêu chí 1.3", 1)
    assert (problem.standard_title != "", problem.cause) == (True, "Chưa có mẫu")
    slug = kept.url.partition("#")[2]
    row = next(block for block in browser.get(where).context["blocks"] if block.kind == PROBLEM).rows[0]
    gone = browser.post(f"{where}/{slug}/bo", {"seen": row.seen})
    assert compose(bieu_2).problems == ()
    assert "Ghi sơ sài" in browser.get(gone.url).content.decode()
    browser.post(f"{where}/lay-lai", {"dong": slug})
    assert compose(bieu_2).problems == (problem,)
    verbs = AuditEntry.objects.filter(within=f"plan {bieu_2.pk}").values_list("verb", flat=True)
    assert list(verbs) == ["plan.begin"] + ["plan.edit"] * 4
    assert browser.get(f"/ke-hoach/{bieu_2.pk}/cau-chuyen").status_code == 200


def test_two_who_type_into_one_cell_are_shown_both_texts(signed_in: SignIn, an: User, bieu_2: Plan):
    part = add_part(an, bieu_2, kind=PROBLEM, values={"limitation": "Mái dột"})
    browser = signed_in(an)
    seen = seen_of(browser, bieu_2)[part.slug, "limitation"]
    send(browser, bieu_2, an, cell(part.slug, "limitation", "Hai mái dột", seen))
    (clash,) = send(browser, bieu_2, an, cell(part.slug, "limitation", "Ba mái dột", seen)).json()["clashes"]
    assert (clash["now"], clash["mine"]) == ("Hai mái dột", "Ba mái dột")
    told = send(browser, bieu_2, an, cell(part.slug, "limitation", "Ba mái dột", clash["seen"])).json()
    assert told["kept"][0]["line"] == part.slug
    late = send(browser, bieu_2, an, cell("van-de-999999", "limitation", "Chữ", "x")).json()["misfits"]
    assert late[0]["why"] == "Phần này không còn trong kế hoạch."
    posted = browser.post(
        f"/ke-hoach/{bieu_2.pk}/phan/{part.slug}/sua", {"limitation": "Bốn mái", "seen-limitation": seen}
    )
    assert posted.status_code == 422
    assert "Đang có: Ba mái dột" in posted.content.decode()
    assert ">Bốn mái</textarea>" in posted.content.decode()


def test_rows_come_back_as_they_stand_now_with_a_token_for_the_next_sending(signed_in: SignIn, an: User, bieu_2: Plan):
    part = add_part(an, bieu_2, kind=PROBLEM, values={"limitation": "Mái dột", "standard": "3"})
    told = signed_in(an).get(f"/ke-hoach/{bieu_2.pk}/phan/dong?dong={part.slug}&dong=phan-II&dong=x").json()
    assert told["who"] == an.pk
    assert list(told["lines"]) == [part.slug, "phan-II"]
    assert "Mái dột" in told["lines"][part.slug]
    assert "Tiêu chuẩn 3: " in told["lines"][part.slug]


@pytest.mark.parametrize("body", ["", "[]", '{"who": 1}', '{"who": 1, "cells": [{"line": 1, "field": "cause"}]}'])
def test_what_is_no_sending_is_turned_away(signed_in: SignIn, an: User, bieu_2: Plan, body: str):
    answered = signed_in(an).post(f"/ke-hoach/{bieu_2.pk}/phan/o", body, content_type="application/json")
    assert answered.status_code == 400


def test_the_two_reviews_of_the_form_come_with_one_tap_and_only_once(signed_in: SignIn, an: User, bieu_2: Plan):
    browser = signed_in(an)
    for _ in range(2):
        browser.post(f"/ke-hoach/{bieu_2.pk}/phan/hai-dot")
    assert [review.moment for review in compose(bieu_2).reviews] == ["Cuối học kỳ I", "Cuối năm học"]


def test_readers_see_and_do_not_type(signed_in: SignIn, an: User, school: School, bieu_2: Plan):
    part = add_part(an, bieu_2, kind=PROBLEM, values={"limitation": "Mái dột"})
    reader = person_in(school, Role.READER, "nguoi-xem")
    browser = signed_in(reader)
    page = browser.get(f"/ke-hoach/{bieu_2.pk}/phan").content.decode()
    assert "Mái dột" in page
    assert "data-seen" not in page
    assert "Thêm vấn đề" not in page
    assert send(browser, bieu_2, reader, cell(part.slug, "cause", "Chữ", "x")).status_code == 403


def test_through_the_year_what_came_of_a_review_is_told_and_nothing_else(signed_in: SignIn, an: User, bieu_2: Plan):
    browser, where = signed_in(an), f"/ke-hoach/{bieu_2.pk}/phan"
    browser.post(f"{where}/hai-dot")
    task = add_line(an, bieu_2, values={"work": "Vá mái"})
    assert isinstance(task, Task)
    approved(bieu_2)
    line = bieu_2.review_lines.order_by("position")[0]
    slug, seen = f"theo-doi-{line.pk}", seen_of(browser, bieu_2)
    told = send(
        browser,
        bieu_2,
        an,
        cell(slug, "result", "9/12 việc đúng hạn", seen[slug, "result"]),
        cell(slug, "moment", "Tháng 3", seen[slug, "moment"]),
    ).json()
    assert [each["field"] for each in told["kept"]] == ["result"]
    assert [each["field"] for each in told["misfits"]] == ["moment"]
    form = browser.get(f"{where}/{slug}/ghi")
    assert [box.field for box in form.context["boxes"]] == ["result", "adjustment", "reviewer"]
    assert browser.post(f"{where}/dot-da-lam", {"moment": "", "result": "Xong"}).status_code == 422
    browser.post(f"{where}/dot-da-lam", {"moment": "Tháng 3, sau bão", "result": "Mái tốc ba chỗ"})
    assert [review.moment for review in compose(bieu_2).reviews] == [
        "Cuối học kỳ I",
        "Cuối năm học",
        "Tháng 3, sau bão",
    ]
    bieu_2.refresh_from_db()
    assert (bieu_2.version_number, compose(bieu_2).reviews[0].result) == (1, "9/12 việc đúng hạn")


def test_findings_lead_to_the_part_where_they_are_mended(signed_in: SignIn, an: User, bieu_2: Plan):
    browser, where = signed_in(an), f"/ke-hoach/{bieu_2.pk}/phan"
    missing = browser.get("/kiem-tra").content.decode()
    assert f'href="{where}#phan-IV"' in missing  # P08: no problems, no reviews
    assert f'href="{where}#phan-VI"' in missing
    assert 'href="/ke-hoach?nam=2026-2027"' in missing
    part = add_part(an, bieu_2, kind=PROBLEM, values={"limitation": "Mái nhà xe dột"})
    add_part(an, bieu_2, kind=REVIEW, values={"moment": "Cuối năm học"})
    add_part(an, bieu_2, kind=PROBLEM, values={"limitation": "Giáo viên ngại nói tiếng Anh"})
    add_line(an, bieu_2, values={"work": "Tập huấn tiếng Anh"})
    told = browser.get("/kiem-tra").content.decode()
    assert f'href="{where}?trang=1#{part.slug}"' in told  # M02: a problem without an action
    assert f'href="{where}#phan-VI"' in told  # M05: one review
    assert f'href="{where}#the-thuc"' in told  # no recipients yet
