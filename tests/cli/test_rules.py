"""``caitien rules``: the catalogue of rules, and the page of one."""

import json

from caitien.domain.finding import Severity
from caitien.rules import catalogue, rule
from tests.cli.desk import Call


def test_the_catalogue_names_every_rule(caitien: Call) -> None:
    answer = caitien("rules")

    assert answer.code == 0
    assert all(one.code in answer.out and one.page.title[:40] in answer.out for one in catalogue())


def test_a_rule_has_a_page_with_examples(caitien: Call) -> None:
    answer = caitien("rules", "p01")

    known = rule("P01")
    assert known
    page = known.page
    told = " ".join(answer.out.split())
    for words in (page.title, page.why, page.wrong, page.right, page.mend, page.source, "ký hiệu có, số để trống"):
        assert words in told


def test_the_catalogue_as_json(caitien: Call) -> None:
    rules = json.loads(caitien("rules", "--format", "json").out)
    page = json.loads(caitien("rules", "P01", "--format", "json").out)

    assert [one["code"] for one in rules] == [one.code for one in catalogue()]
    assert {one["severity"] for one in rules} <= {severity.value for severity in Severity}
    assert {key: page[key] for key in rules[0]} == rules[0]
    assert page["found"][0]["why"] == "ký hiệu có, số để trống"


def test_a_rule_there_is_not_is_wrong_use(caitien: Call) -> None:
    answer = caitien("rules", "Z99")

    assert (answer.code, answer.out) == (2, "")
    assert "Không có quy tắc “Z99”" in answer.err
