"""The catalogue: every rule whole, alone in its file, knowing nothing but plain values."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import caitien.rules
from caitien.domain.finding import Severity
from caitien.rules import Rule, catalogue, rule
from caitien.rules.catalogue import FAMILIES, page_of
from caitien.rules.examples import case_file

HOME = Path(caitien.rules.__file__).parent
each_rule = pytest.mark.parametrize("one", catalogue(), ids=lambda one: one.code)


def test_there_are_at_least_45_rules() -> None:
    assert len(catalogue()) >= 45


def test_every_family_has_rules() -> None:
    assert {one.code[0] for one in catalogue()} == set(FAMILIES)


def test_every_weight_is_used() -> None:
    assert {one.severity for one in catalogue()} == set(Severity)


def test_no_two_rules_share_a_code() -> None:
    codes = [one.code for one in catalogue()]
    assert len(set(codes)) == len(codes)


def test_rules_are_named_by_their_files() -> None:
    files = {path.stem for path in HOME.rglob("*.py") if re.match(r"[a-z]\d", path.stem)}
    assert {f"{one.code.lower()}_{one.name}" for one in catalogue()} == files


def test_every_rule_has_a_case_file_and_every_case_file_a_rule() -> None:
    assert {path.name for path in HOME.rglob("cases/*.json")} == {case_file(one).name for one in catalogue()}


@each_rule
def test_a_page_names_where_the_rule_comes_from(one: Rule) -> None:
    assert re.search(r"Thông tư|Nghị định|Luật|kinh nghiệm", one.page.source, re.IGNORECASE), one.page.source


@each_rule
def test_a_title_is_one_short_line(one: Rule) -> None:
    assert 5 < len(one.page.title) <= 90
    assert not one.page.title.endswith((".", ":"))


def test_a_rule_is_found_by_its_code_in_either_case() -> None:
    assert rule("p01") is rule("P01") is catalogue()[0]
    assert rule("Z99") is None


@pytest.mark.parametrize("head", ["Vì sao", "Sai", "Đúng", "Sửa", "Nguồn"])
def test_a_docstring_without_one_of_its_heads_is_no_page(head: str) -> None:
    whole = "Thiếu số.\n\nVì sao: a.\nSai: b\nĐúng: c\nSửa: d.\nNguồn: e.\n"
    assert page_of(whole).title == "Thiếu số"
    with pytest.raises(ValueError, match=head):
        page_of(whole.replace(f"{head}: ", ""))


def test_rules_know_neither_files_nor_the_site() -> None:
    script = (
        "import sys; from caitien.rules import catalogue; catalogue()\n"
        "print([name for name in sys.modules if name == 'django' or name.startswith(('django.', 'caitien.documents'))])"
    )
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert found.stdout.strip() == "[]"
