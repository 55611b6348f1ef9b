"""What the gate answers, after a look at how it says so."""

import re

from caitien.documents.gate.package import Opened, open_package
from caitien.documents.refusal import Refusal


def refused(data: bytes, name: str = "bao-cao.docx") -> str:
    """The code of the refusal, after a look at its sentence."""
    answer = open_package(data, name)
    assert isinstance(answer, Refusal), answer.kind
    assert re.search(r"(hãy|bấm)\b.*\.$", answer.reason), "the sentence says what to do"
    assert "\n" not in answer.reason
    return answer.code


def let_in(data: bytes, name: str = "bao-cao.docx") -> Opened:
    answer = open_package(data, name)
    assert isinstance(answer, Opened), answer.reason
    return answer
