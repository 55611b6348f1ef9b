"""Every form of the site, sent with something wrong in each of its fields: the sentence stands beside that field, and
whatever was typed is still there.

Of what may be wrong in a day, a figure, a choice, each field is sent one, in turn, all where one searches: one class
reads all fields of a kind.
"""

# ruff: noqa: F811 - fixtures are imported

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
from django import forms
from django.test import Client
from lxml import html

from caitien.access.models import School, User
from caitien.web.requests.fields import Day, Figure, PageForm, Text
from tests.depth import SEARCHING
from tests.plans.approving import chair_of
from tests.web.conftest import SignIn
from tests.web.posts import POSTED
from tests.web.posts.posted import Posted
from tests.web.things import Things, an, plan, school, things, upload  # noqa: F401 - fixtures

ELSEWHERE = {  # walked by tests of their own
    *("BeginForm", "KeeperForm", "SchoolForm"),  # of an empty site: tests/web/people/test_first_run.py
    "CorrectHeadForm",  # of an approved plan: tests/web/official/test_official_head.py
    *(
        "RoundForm",
        "ReasonForm",
        "ExtensionForm",
        "ReturnForm",
        "LinkForm",
    ),  # of officers: tests/web/above/test_oversight.py
    *("BulkForm", "FiguresForm"),  # of officers: tests/web/above/test_bulk.py
    *("ReplyForm", "PassForm", "SortForm", "CloseForm", "TieForm"),  # of officers: tests/web/above/test_petitions.py
    "LineForm",  # of officers: tests/web/above/test_lines.py
    *("NoteForm", "TokenForm"),  # of officers: tests/web/above/test_desk.py
    "MappingForm",  # of officers: tests/web/above/test_office_forms.py
}


NO_DAYS = ("31/02/2026", "01/01/0000", "9" * 60, "hôm qua\0")
NO_FIGURES = ("mười", "1\0" * 50, "9" * 30)
NO_CHOICES = ("khong-co", "9" * 30)


def _wrong(kind: type[PageForm], name: str, turn: int) -> Iterator[tuple[str, str]]:
    """What may be wrong in a field: what is typed, and a part of the sentence that answers it."""
    each = kind.base_fields[name]
    if isinstance(each, Day):
        yield from _in_turn(NO_DAYS, turn, "chưa phải một ngày")
    elif isinstance(each, Figure):
        yield from _in_turn(NO_FIGURES, turn, "chưa phải một số")
    elif isinstance(each, forms.ChoiceField):
        yield from _in_turn(NO_CHOICES, turn, "Xin chọn")
    elif isinstance(each, forms.EmailField):
        yield "khong phai thu", "Thư điện tử chưa đúng"
    elif getattr(each, "max_length", None):
        yield "Chữ dài " * (each.max_length // 8 + 1), ""
    if each.required and not isinstance(each, forms.BooleanField):
        yield "", "Xin" if isinstance(each, Text) and each.error_messages["required"].startswith("Xin") else ""


def _in_turn(texts: Sequence[str], turn: int, said: str) -> Iterator[tuple[str, str]]:
    for text in texts if SEARCHING else texts[turn % len(texts) :][:1]:
        yield text, said


def _all_wrong(name: str) -> Iterator[tuple[str, str, str]]:
    """Of a form the fields a person fills, with what is wrong in each."""
    posted, first = POSTED[name], list(POSTED).index(name)
    for turn, field in enumerate(posted.form.base_fields, first):
        if field not in posted.hidden:
            for typed, said in _wrong(posted.form, field, turn):
                yield field, typed, said


def _browser(posted: Posted, signed_in: SignIn, an: User, school: School) -> Client:
    if posted.who == "nobody":
        return Client()
    if posted.who == "keeper":
        return signed_in(User.objects.create_superuser("quan-tri", password="mat-khau", name="Người giữ máy"))
    return signed_in(chair_of(school) if posted.who == "chair" else an)


def _shown(form: html.HtmlElement, name: str) -> set[str]:
    """What the fields of a name say in a form of the page: the text, or what is chosen."""
    found: set[str] = set()
    for control in form.xpath(".//*[@name=$name]", name=name):
        if control.tag == "textarea":
            found.add((control.text or "").removeprefix("\n"))
        elif control.tag == "select":
            found |= set(control.xpath(".//option[@selected]/@value"))
        elif control.get("type") in {"radio", "checkbox"}:
            found |= {control.get("value", "on")} if control.get("checked") is not None else set()
        else:
            found.add(control.get("value", ""))
    return found


@pytest.mark.parametrize("name", POSTED)
def test_a_sentence_stands_beside_each_field_and_all_that_was_typed_stays(
    name: str, signed_in: SignIn, an: User, school: School, things: Things
):
    posted = POSTED[name]
    browser = _browser(posted, signed_in, an, school)
    known = {**things, **posted.make(things, an, browser)}
    for wrong, typed, said in _all_wrong(name):
        _assert_said_beside(posted, browser, known, wrong, typed, said)


def _assert_said_beside(
    posted: Posted, browser: Client, known: Mapping[str, Any], wrong: str, typed: str, said: str
) -> None:
    """One field wrong: it is refused, marked, told of beside it, and all else still stands in the form."""
    sent = {key: text.format(**known) if isinstance(text, str) else text for key, text in posted.sent.items()}
    sent[wrong] = typed
    answered = browser.post(posted.where.format(**known), sent)
    assert answered.status_code == 422, (wrong, typed)
    page = html.fromstring(answered.content.decode().replace("\0", ""))
    marked = page.xpath("//form[.//*[@name=$name and @aria-invalid='true']]", name=wrong)
    assert len(marked) == 1, "the field is marked, in one form of the page"
    (form,) = marked
    control = form.xpath(".//*[@name=$name and @aria-invalid='true']", name=wrong)[0]
    told = control.get("aria-describedby") or control.xpath("ancestor::fieldset[1]/@aria-describedby")[0]
    beside = [" ".join(page.get_element_by_id(key).text_content().split()) for key in told.split()]
    sentences = [text for text in beside if text and said in text]
    assert sentences, beside
    assert not re.search(r"This field|Enter a valid|Ensure this|Select a valid", " ".join(beside))
    for key, value in sent.items():
        shown = _shown(form, key)
        chosen = isinstance(posted.form.base_fields.get(key), forms.ChoiceField) and key == wrong
        if key in posted.form.base_fields and key not in posted.unkept and not chosen:
            wanted = value.replace("\0", "") if isinstance(value, str) else value[0]
            assert wanted in shown or (not wanted and shown <= {""}), (key, shown)


def test_all_that_may_be_wrong_is_typed_into_some_form():
    typed = {(text, said) for name in POSTED for _, text, said in _all_wrong(name)}
    assert {text for text, said in typed if said.endswith("ngày")} == {*NO_DAYS}
    assert {text for text, said in typed if said.endswith("số")} == {*NO_FIGURES}
    assert {text for text, said in typed if said == "Xin chọn"} == {*NO_CHOICES}


def test_every_form_of_the_site_is_walked():
    kinds, waiting = set(), [PageForm]
    while waiting:
        found = waiting.pop().__subclasses__()
        waiting += found
        kinds |= set(found)
    walked = {posted.form for posted in POSTED.values()}
    missing = {
        kind.__name__ for kind in kinds - walked if kind.base_fields and kind.__module__.startswith("caitien.web")
    }
    assert missing <= ELSEWHERE
