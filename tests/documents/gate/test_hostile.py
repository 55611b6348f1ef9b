"""Small files that would take the machine: each is a paper or a sentence, in bounded time and memory."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from caitien.documents.gate.office import find_office
from tests.documents.measured import cost_of
from tests.specimens.hostile import OLD, OTHERS, WORKBOOKS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is measured, and bounded, as Linux does it")
FINE = {**WORKBOOKS, **OTHERS}


def the_file(build: Callable[[], bytes], folder: Path) -> Path:
    path = folder / "tep"
    path.write_bytes(build())
    return path


@pytest.mark.parametrize("kind", FINE)
def test_it_takes_less_than_five_seconds_and_five_hundred_megabytes(kind: str, tmp_path: Path) -> None:
    cost = cost_of(the_file(FINE[kind], tmp_path))
    assert cost.answer != "stumbled"
    assert cost.seconds < 5.5  # of the processor, the start of two Pythons with it
    assert cost.megabytes < 450


@pytest.mark.skipif(find_office() is None, reason="LibreOffice (soffice) is not installed on this machine")
@pytest.mark.parametrize("kind", OLD)
def test_an_old_kind_takes_less_than_twenty_and_libreoffice_no_more_than_a_gigabyte(kind: str, tmp_path: Path) -> None:
    cost = cost_of(the_file(OLD[kind], tmp_path))
    assert cost.answer != "stumbled"
    assert cost.seconds < 20
    assert cost.megabytes < 450
    assert cost.office < 1_000
