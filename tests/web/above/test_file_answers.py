"""A question of a round answered by a file: kept with what was sent, held to the gate, only for its officers."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from caitien.access.models import School
from caitien.oversight.models import AnswerFile, Round, Submission
from caitien.oversight.questions import FILE, NUMBER, Question, read_questions
from caitien.web.requests.turns import READING, YOURS
from tests.oversight.conftest import above, mo_school, suoi_school  # noqa: F401 - fixtures
from tests.oversight.made import FACTS, Department, asked_of, issued, listed, opened, paper_of_year, row, secretary_of
from tests.specimens.pictures import photo
from tests.web.conftest import SignIn

# ruff: noqa: F811 - fixtures are imported

ASKED = (Question("Số phòng học dột", NUMBER), Question("Ảnh phòng học dột", FILE))


@pytest.fixture
def round_(above: Department, mo_school: School, suoi_school: School) -> Round:
    listed(
        above.dung,
        above.top,
        row("01000001", "Trường THCS Hoa Mơ"),
        row("01000002", "Trường THCS Suối Đá", "Phường Suối Đá"),
    )
    return opened(above.dung, above.top, replace(FACTS, questions=ASKED))


def send(signed_in: SignIn, round_: Round, school: School, file: SimpleUploadedFile | None, number: str = "3"):
    issue = issued(school, paper_of_year(2))
    told = {"issue": issue.pk, "answer": [number, ""], **({"tep-1": file} if file else {})}
    return signed_in(secretary_of(school)).post(f"/nop/{asked_of(round_, school).pk}/nop", told)


def test_a_question_for_a_file_is_typed_as_one_line():
    assert read_questions("Ảnh phòng học dột (tệp)") == [ASKED[1]]
    assert ASKED[1].as_typed() == "Ảnh phòng học dột (tệp)"


def test_a_file_that_answers_is_kept_and_opened_by_officers_above_alone(
    signed_in: SignIn, above: Department, round_: Round, mo_school: School
):
    assert send(signed_in, round_, mo_school, SimpleUploadedFile("../../etc/dot.jpg", photo("jpeg"))).status_code == 302
    kept, sent = AnswerFile.objects.get(), Submission.objects.get()
    assert (kept.submission, kept.turn, kept.name, kept.kind) == (sent, 1, "dot.jpg", "jpeg")
    assert sent.answers == ["3", "dot.jpg"]
    where = f"/dot/{round_.pk}/truong/{asked_of(round_, mo_school).pk}"
    page = signed_in(above.dung).get(where).content.decode()
    assert f"{where}/tra-loi/{kept.pk}" in page
    for who, status in ((above.dung, 200), (above.mai, 200), (above.nam, 404), (secretary_of(mo_school), 403)):
        file = signed_in(who).get(f"{where}/tra-loi/{kept.pk}")
        assert file.status_code == status
    assert signed_in(above.dung).get(f"{where}/tra-loi/{kept.pk}")["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (None, "Xin gửi tệp cho câu"),
        (SimpleUploadedFile("a.jpg", b"MZ" + bytes(500)), "Ảnh phòng học dột"),
        (SimpleUploadedFile("a.zip", b"PK\x03\x04" + bytes(500)), "Ảnh phòng học dột"),
    ],
)
def test_without_a_file_that_may_be_kept_nothing_is_sent_and_what_was_typed_stays(
    signed_in: SignIn, round_: Round, mo_school: School, file, words
):
    page = send(signed_in, round_, mo_school, file, "1234")
    assert page.status_code == 422
    assert words in page.content.decode()
    assert 'value="1234"' in page.content.decode()
    assert not Submission.objects.exists()
    assert not AnswerFile.objects.exists()


def test_words_in_place_of_a_file_are_no_answer(signed_in: SignIn, round_: Round, mo_school: School):
    issue = issued(mo_school, paper_of_year(2))
    told = {"issue": issue.pk, "answer": ["3", "toi-co-tep.jpg"]}
    page = signed_in(secretary_of(mo_school)).post(f"/nop/{asked_of(round_, mo_school).pk}/nop", told)
    assert page.status_code == 422
    assert not Submission.objects.exists()


def test_while_a_file_of_the_same_person_is_looked_at_the_next_is_told_to_wait_and_what_was_typed_stays(
    signed_in: SignIn, round_: Round, mo_school: School, monkeypatch
):
    monkeypatch.setattr("caitien.web.requests.turns.PATIENCE", 0.05)
    with READING.of(secretary_of(mo_school).pk):
        page = send(signed_in, round_, mo_school, SimpleUploadedFile("a.jpg", photo("jpeg")), "1234")
    assert page.status_code == 422
    assert "Ảnh phòng học dột" in (words := page.content.decode())
    assert YOURS.reason[1:] in words
    assert 'value="1234"' in words
    assert not Submission.objects.exists()
