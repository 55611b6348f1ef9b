"""The engine of what a page repeats escapes whatever it is handed, and a dot asks for an attribute alone."""

from types import SimpleNamespace

import pytest
from django.template import engines
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st
from jinja2.exceptions import UndefinedError
from markupsafe import escape

from caitien.web.machine.row_engine import escaped


def made(template: str, **handed: object) -> str:
    return str(engines["jinja2"].env.from_string(template).render(**handed))  # type: ignore[attr-defined]


@given(st.text(st.sampled_from("<>&'\"ấ a;#"), max_size=20))
def test_every_text_is_escaped_as_the_library_does(text: str) -> None:
    assert escaped(text) == escape(text)
    assert made("{{ text }}", text=text) == escape(text)


def test_what_is_no_text_is_escaped_by_its_words_and_what_is_safe_stays() -> None:
    class Named:
        def __str__(self) -> str:
            return "<b>"

    assert made("{{ a }} {{ b }} {{ c }}", a=Named(), b=3, c=mark_safe("<i>")) == "&lt;b&gt; 3 <i>"


def test_what_a_macro_makes_is_escaped_once() -> None:
    assert made("{% macro cell(it) %}<p>{{ it }}</p>{% endmacro %}{{ cell(it) }}", it="<&>") == "<p>&lt;&amp;&gt;</p>"


def test_a_dot_asks_for_an_attribute_alone() -> None:
    assert (
        made("{{ (a or b).name.upper() }} {{ c['name'] }}", a=None, b=SimpleNamespace(name="x"), c={"name": 1}) == "X 1"
    )
    with pytest.raises(AttributeError):
        made("{{ it.name }}", it={"name": 1})


def test_a_name_that_was_not_handed_in_is_a_mistake() -> None:
    for template in ("{{ it }}", "{{ it.name }}", "{% if it %}x{% endif %}"):
        with pytest.raises(UndefinedError):
            made(template)
