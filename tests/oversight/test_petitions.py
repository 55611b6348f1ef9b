"""Petitions: read, kept with their paper, sorted, passed on, answered once for many, asked again the year after."""

import datetime as dt
import io
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from docx import Document

from caitien.access.models import AuditEntry, School
from caitien.access.rights import acting_user_of, as_officer
from caitien.access.trail.proof import prove
from caitien.documents.write import write_official
from caitien.domain.papers.official_paper import OfficialPaper
from caitien.incoming.adopt import adopt_paper
from caitien.incoming.receive import receive_paper
from caitien.oversight.judging import send_back
from caitien.oversight.models import PetitionAnswer, RaisedPetition, Round, Submission
from caitien.oversight.petitions import deeds, letter
from caitien.oversight.petitions.deeds import (
    AnswerFacts,
    answer_petitions,
    close_petitions,
    pass_on_petitions,
    sort_petitions,
)
from caitien.oversight.petitions.letter import letter_to, letter_to_schools
from caitien.oversight.petitions.reading import read_petition
from caitien.oversight.petitions.reads import Wanted, groups_in, petitions_for, reply_rows, wordings_of
from caitien.oversight.reasons import Reason
from caitien.oversight.recounting import differing_sums, mend_sums
from caitien.oversight.sending import send_issue
from caitien.oversight.sums import sums_of
from caitien.oversight.tables import petitions
from caitien.papers.models import Issue
from caitien.plans.models import Plan
from caitien.work.models import AnswerFromAbove, Letter
from caitien.work.outside.petitions import words_of
from caitien.work.outside.waiting import open_waiting
from tests.oversight.made import (
    FACTS,
    TODAY,
    Department,
    aboard,
    asked_of,
    issued,
    listed,
    opened,
    paper_of_year,
    row,
    secretary_of,
)

pytestmark = pytest.mark.each_database  # what locks and sums mean
ROOF = "Kiến nghị UBND xã Mơ xem xét, sửa chữa mái dãy phòng học phía sau, dự toán 850 triệu đồng."
ANSWER = AnswerFacts(whose="UBND xã Mơ", number="15/UBND-VX", date=TODAY, words="Đã ghi vào kế hoạch vốn năm 2027.")


def sent(round_: Round, school: School, *texts: str, number: int = 1, year: str = FACTS.school_year) -> Submission:
    paper = paper_of_year(1, recommendations=texts)
    issue = issued(school, replace(paper, school_year=year), number, TODAY.replace(year=int(year[:4])))
    done = send_issue(secretary_of(school), asked_of(round_, school), issue=issue.pk, today=TODAY)
    assert isinstance(done, Submission), done
    return done


def keys_of(round_: Round, **about: object) -> list[int]:
    return list(RaisedPetition.objects.filter(round=round_, standing=True, **about).values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("words", "kind", "whom", "money", "criterion"),
    [
        (ROOF, "building", "UBND xã Mơ", 850_000_000, ""),
        ("Đề nghị Sở Giáo dục và Đào tạo bổ sung 2 giáo viên Tin học", "staff", "Sở Giáo dục và Đào tạo", None, ""),
        ("Kính đề nghị các cấp quan tâm cấp 1,5 tỷ đồng (tiêu chí 3.1)", "other", "các cấp", 1_500_000_000, "3.1"),
        ("Mong được quan tâm", "other", "", None, ""),
        ("Đề nghị UBND cấp xã bố trí kinh phí", "money", "UBND cấp xã", None, ""),
    ],
)
def test_a_petition_tells_its_kind_its_addressee_and_its_money(words, kind, whom, money, criterion):
    found = read_petition(words)
    assert (found.kind, found.whom, found.money, found.criterion) == (kind, whom, money, criterion)


def test_one_answer_to_37_petitions_stands_in_37_diaries_and_12_are_asked_again_the_year_after(above: Department):
    schools = [aboard(f"3{turn:07}", f"Trường THCS số {turn}", above.mo) for turn in range(37)]
    listed(above.dung, above.top, *(row(each.ministry_code, each.name) for each in schools))
    round_ = opened(above.dung, above.top)
    for turn, school in enumerate(schools):
        sent(
            round_,
            school,
            f"Đề nghị UBND xã Mơ sửa chữa mái nhà đa năng, {turn + 2} phòng",
            f"Mong thêm sách loại {turn}",
        )
    acting = as_officer(acting_user_of(above.dung))
    rows = petitions_for(acting, round_, Wanted(kind="building", whom="ubnd xã mơ"))
    (wording,) = wordings_of(rows)
    assert wording["amount"] == 37  # one request, whatever the figure in it
    done = answer_petitions(above.dung, round_, ANSWER, keys=list(rows.values_list("pk", flat=True)), today=TODAY)
    assert isinstance(done, PetitionAnswer)
    assert {each.school_id for each in AnswerFromAbove.objects.all()} == {school.pk for school in schools}
    assert AnswerFromAbove.objects.count() == 37
    table = {each.kind: each for each in petitions(sums_of(round_, [above.top]))}
    assert (table["building"].petitions, table["building"].answered) == (37, 37)
    assert differing_sums(round_) == 0

    year = "2027-2028"
    after = opened(above.dung, above.top, replace(FACTS, school_year=year))
    for turn, school in enumerate(schools[:20]):
        again = f"Đề nghị UBND xã Mơ sửa chữa mái nhà đa năng, {turn + 1} phòng" if turn < 12 else "Mong có thêm sân"
        sent(after, school, again, number=2, year=year)
    assert RaisedPetition.objects.filter(round=after, nth=2, since=FACTS.school_year).count() == 12
    assert RaisedPetition.objects.filter(round=after).exclude(nth=2).count() == 8
    assert {each.kind: each.repeated for each in petitions(sums_of(after, [above.top]))} == {"building": 12, "other": 0}
    assert differing_sums(after) == 0


def test_an_answer_to_what_waits_is_a_letter_in_its_diary_and_any_other_stands_above_the_list(
    above: Department, mo_school: School
):
    an = secretary_of(mo_school)
    paper = paper_of_year(2)
    plan = adopt_paper(an, receive_paper(an, mo_school, name="b.docx", data=b"bytes", paper=paper))
    task = plan.tasks.select_related("goal", "plan", "school").first()
    waiting = open_waiting(an, task, name="UBND xã Mơ", what="sửa chữa mái dãy phòng học", since=TODAY, today=TODAY)
    listed(above.dung, above.top, row("01000001", mo_school.name))
    round_ = opened(above.dung, above.top)
    sent(round_, mo_school, words_of(waiting), "Mong có thêm sách")
    before = plan.changed_at
    answer_petitions(above.dung, round_, ANSWER, keys=keys_of(round_), today=TODAY)
    (letter,) = Letter.objects.filter(waiting=waiting)
    assert (letter.way, letter.number, letter.date, letter.by) == ("answered", ANSWER.number, TODAY, above.dung)
    assert ANSWER.words in letter.summary
    assert ANSWER.number in words_of(waiting)  # the next petition says that it was answered
    assert set(AnswerFromAbove.objects.values_list("letter", flat=True)) == {letter.pk, None}
    plan.refresh_from_db()
    assert plan.changed_at > before
    told = AuditEntry.objects.filter(school=mo_school, verb="waiting.record", role="officer")
    assert told.count() == 2
    assert not any(chain.broken for chain in prove())


def test_a_school_without_an_account_gets_its_answer_in_the_file(above: Department, round_: Round, mo_school: School):
    sent(round_, mo_school, ROOF)
    asked = round_.asked.get(code="01000003")
    raised = RaisedPetition.objects.get()
    raised.pk, raised.asked, raised.school = None, asked, None
    raised.save()
    answer_petitions(above.dung, round_, ANSWER, keys=keys_of(round_), today=TODAY)
    rows = list(reply_rows(petitions_for(as_officer(acting_user_of(above.dung)), round_, Wanted())))
    assert {(each[0], each[-1]) for each in rows} == {
        ("01000001", "trường thấy trong phần mềm"),
        ("01000003", "gửi cho trường"),
    }
    assert {each[3] for each in rows} == {ROOF}
    assert AnswerFromAbove.objects.count() == 1


def test_what_was_done_stays_when_the_paper_comes_back_and_is_sent_again(
    above: Department, round_: Round, mo_school: School
):
    first = sent(round_, mo_school, ROOF, "Mong có thêm sách")
    pass_on_petitions(above.dung, round_, keys=keys_of(round_, kind="building"), to="Phòng Kinh tế xã", today=TODAY)
    send_back(above.dung, first, reasons=[Reason("other", "Thiếu số", "")], again_by=None, today=TODAY)
    assert keys_of(round_) == []
    assert petitions(sums_of(round_, [above.top])) == []
    sent(round_, mo_school, "Mong có thêm bàn ghế", ROOF, number=2)
    found = RaisedPetition.objects.get(round=round_, standing=True, kind="building")
    assert (found.state, found.passed_to, found.position) == ("passed_on", "Phòng Kinh tế xã", 1)
    assert len(keys_of(round_)) == 2
    assert differing_sums(round_) == 0


def test_what_a_machine_read_wrongly_is_set_right_and_counted_so(above: Department, round_: Round, mo_school: School):
    sent(round_, mo_school, "Mong được quan tâm")
    assert sort_petitions(above.dung, round_, keys=keys_of(round_), kind="staff", whom="Sở GDĐT") == 1
    (group,) = groups_in(round_, [above.top])
    assert (group.kind, group.whom, group.petitions, group.open) == ("staff", "Sở GDĐT", 1, 1)
    assert [each.kind for each in petitions(sums_of(round_, [above.mo]))] == ["staff"]
    assert differing_sums(round_) == 0


def test_bodies_whose_names_differ_by_an_accent_are_two_groups(above: Department, round_: Round, mo_school: School):
    """Where a tone stands makes no other body."""
    sent(round_, mo_school, ROOF, "Mong được sửa cổng trường.", "Kiến nghị UBND xã Hòa cấp bàn ghế.")
    rows = petitions_for(as_officer(acting_user_of(above.dung)), round_, Wanted())
    for petition, whom in ((rows[1], "UBND xã Mở"), (rows[2], "UBND xã Hoà")):
        sort_petitions(above.dung, round_, keys=[petition.pk], kind="", whom=whom)
    groups = groups_in(round_, [above.top])
    assert {each.whom for each in groups} == {"UBND xã Mơ", "UBND xã Mở", "UBND xã Hoà"}
    for each in groups:
        (only,) = petitions_for(as_officer(acting_user_of(above.dung)), round_, Wanted(whom=each.identity))
        assert only.whom == each.whom


def test_what_cannot_be_done_is_said(above: Department, round_: Round, mo_school: School):
    sent(round_, mo_school, ROOF)
    keys, tomorrow = keys_of(round_), TODAY + dt.timedelta(1)
    assert answer_petitions(above.dung, round_, ANSWER, keys=[], today=TODAY) == deeds.NONE_CHOSEN
    assert answer_petitions(above.dung, round_, ANSWER, keys=[10**9], today=TODAY) == deeds.NONE_CHOSEN
    late = replace(ANSWER, date=tomorrow)
    assert answer_petitions(above.dung, round_, late, keys=keys, today=TODAY) == deeds.AHEAD
    assert answer_petitions(above.dung, round_, replace(ANSWER, words=" "), keys=keys, today=TODAY) == deeds.NO_WORDS
    assert pass_on_petitions(above.dung, round_, keys=keys, to="", today=TODAY) == deeds.NO_WHOM
    assert sort_petitions(above.dung, round_, keys=keys, kind="", whom="") == deeds.NO_KIND
    assert close_petitions(above.dung, round_, keys=keys, reason="") == deeds.NO_REASON
    answer_petitions(above.dung, round_, ANSWER, keys=keys, today=TODAY)
    assert close_petitions(above.dung, round_, keys=keys, reason="") == 1
    assert RaisedPetition.objects.get().state == "closed"
    assert Issue.objects.count() == Plan.objects.count() == 1  # nothing of the school was touched


def test_only_the_body_of_the_round_answers(above: Department, round_: Round, mo_school: School):
    sent(round_, mo_school, ROOF)
    for who in (above.mai, above.nam, secretary_of(mo_school)):
        with pytest.raises(PermissionDenied):
            answer_petitions(who, round_, ANSWER, keys=keys_of(round_), today=TODAY)
    assert not PetitionAnswer.objects.exists()
    nam = as_officer(acting_user_of(above.nam))
    assert not petitions_for(nam, round_, Wanted()).exists()
    assert petitions_for(as_officer(acting_user_of(above.mai)), round_, Wanted()).count() == 1


def test_recounting_finds_a_petition_that_is_not_as_its_paper_says_and_mends_it(round_: Round, mo_school: School):
    sent(round_, mo_school, ROOF, "Mong Sở GDĐT cấp thêm sách.")
    assert differing_sums(round_) == 0
    RaisedPetition.objects.filter(position=1).delete()
    assert differing_sums(round_) > 0
    mend_sums(round_)
    assert differing_sums(round_) == 0
    assert RaisedPetition.objects.filter(round=round_, standing=True).count() == 2
    RaisedPetition.objects.filter(position=0).update(words="lời khác")
    assert differing_sums(round_) == 1
    mend_sums(round_)
    assert RaisedPetition.objects.get(position=0, standing=True).words == ROOF


def test_a_letter_answers_all_schools_once_or_one_school_in_its_own_words(
    above: Department, round_: Round, mo_school: School, suoi_school: School
):
    sent(round_, mo_school, ROOF)
    sent(round_, suoi_school, ROOF, "Mong Sở GDĐT cấp thêm sách.")
    rows = RaisedPetition.objects.filter(round=round_, standing=True)
    assert letter_to_schools(above.top, round_, rows) is None
    answer_petitions(above.dung, round_, ANSWER, keys=keys_of(round_, words=ROOF), today=TODAY)
    made = letter_to_schools(above.top, round_, rows)
    assert isinstance(made, OfficialPaper)
    assert made.parts[0].heading == "Kính gửi: Hiệu trưởng 2 trường (danh sách kèm theo)"
    assert made.parts[2].heading.startswith("1. Trả lời 2 kiến nghị của 2 trường, như: “Kiến nghị UBND xã Mơ")
    assert made.parts[2].paragraphs[0] == ANSWER.words
    (annex,) = made.annexes
    assert annex.table
    assert [row[1] for row in annex.table.rows] == ["01000001", "01000002"]
    own = letter_to(above.top, asked_of(round_, suoi_school), rows)
    assert isinstance(own, OfficialPaper)
    assert own.parts[0].heading == "Kính gửi: Trường THCS Suối Đá"
    assert len([part for part in own.parts if "Kiến nghị:" in part.heading]) == 1
    words = [each.text for each in Document(io.BytesIO(write_official(made))).paragraphs]
    assert "Kính gửi: Hiệu trưởng 2 trường (danh sách kèm theo)" in words
    assert not any("BÁO CÁO" in text for text in words)
    (first, *_) = Document(io.BytesIO(write_official(made))).tables
    assert "V/v trả lời kiến nghị của các trường" in first.cell(1, 0).text


def test_a_letter_leaves_no_petition_out_unsaid(above: Department, round_, mo_school, suoi_school, monkeypatch):
    sent(round_, mo_school, ROOF)
    sent(round_, suoi_school, ROOF)
    rows = RaisedPetition.objects.filter(round=round_, standing=True)
    answer_petitions(above.dung, round_, ANSWER, keys=keys_of(round_, words=ROOF), today=TODAY)
    monkeypatch.setattr(letter, "MOST", 1)
    assert letter_to_schools(above.top, round_, rows) == letter.TOO_LONG
    assert isinstance(letter_to(above.top, asked_of(round_, suoi_school), rows), OfficialPaper)
