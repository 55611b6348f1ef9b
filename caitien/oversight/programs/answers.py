"""What other programs are told (trả lời cho phần mềm khác): plain JSON values, a page of rows at a time."""

from typing import Any

from caitien.domain.summary_table import SummaryTable
from caitien.oversight.models import Asked, RaisedPetition, Round, Submission

Json = dict[str, Any]


def round_json(round_: Round) -> Json:
    """A round (một đợt)."""
    return {
        "id": round_.pk,
        "body": round_.body.name,
        "name": round_.name,
        "school_year": round_.school_year,
        "form": round_.form,
        "span": round_.span,
        "opens": round_.opens.isoformat(),
        "due": round_.due.isoformat(),
        "through_commune": round_.through_commune,
        "state": round_.state,
    }


def asked_json(asked: Asked) -> Json:
    """A school of a round (trường trong đợt)."""
    return {
        "id": asked.pk,
        "code": asked.code,
        "name": asked.name,
        "kind": asked.kind,
        "body": asked.body.name,
        "state": asked.state,
        "due": asked.due.isoformat(),
        "extended": asked.extended_to is not None,
        "returned": asked.returned,
    }


def submission_json(submission: Submission) -> Json:
    """A paper a school sent (lần nộp), with the paper itself: paper.schema.json."""
    verdict = getattr(submission, "verdict", None)
    return {
        "n": submission.n,
        "via": submission.via,
        "number": submission.number,
        "date": submission.date.isoformat() if submission.date else None,
        "sent": submission.day.isoformat(),
        "sha256": submission.sha256,
        "answers": submission.answers,
        "verdict": verdict.kind if verdict else None,
        "paper": submission.paper,
    }


def table_json(table: SummaryTable) -> Json:
    """A table of sums (bảng số liệu): null is "not told", never zero."""
    return {
        "code": table.code,
        "title": table.title,
        "note": table.note,
        "headings": [heading for heading, _ in table.headings],
        "rows": [list(row) for row in table.rows],
    }


def petition_json(petition: RaisedPetition) -> Json:
    """A petition and its answer (kiến nghị và trả lời)."""
    answer = petition.answer
    return {
        "id": petition.pk,
        "school": petition.asked.code,
        "kind": petition.kind,
        "whom": petition.whom,
        "words": petition.words,
        "money": petition.money,
        "state": petition.state,
        "nth_year": petition.nth,
        "answer": answer
        and {
            "body": answer.whose,
            "number": answer.number,
            "date": answer.date.isoformat(),
            "words": answer.words,
        },
    }
