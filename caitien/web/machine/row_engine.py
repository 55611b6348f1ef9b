"""The engine for what a page repeats (phần lặp lại của trang): compiled Jinja2, some five times as quick as Django's.

Pages are Django's templates. The rows of a list and the cards of one's work, of which a page has many alike, are
templates in ``caitien/web/jinja2``: docs/decisions/jinja.md says why there are two.
"""

import datetime as dt
from typing import Any

from django.template.defaultfilters import linebreaksbr
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from jinja2 import Environment, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from jinja2.ext import Extension
from markupsafe import escape

from caitien.domain.tasks.work_state import WORK_STATE_NAMES
from caitien.web.templatetags.spoken import school_year


class Unindented(Extension):
    """Leaves the indents of a template out of what it makes (bỏ thụt đầu dòng): a quarter of a page of rows."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        """The source of a template, every line from its first letter on."""
        return "\n".join(line.lstrip() for line in source.splitlines())


def escaped(value: object) -> str:
    """A value as it stands in a page (chữ đã thoát). Most texts hold no sign that HTML takes for its own and stay as
    they are: wrapped as safe anew each, as Jinja2 would, they took a tenth of the plan's page."""
    if type(value) is str and not ("&" in value or "<" in value or ">" in value or '"' in value or "'" in value):
        return value
    return escape(value)


class _Python(CodeGenerator):
    """The Python a template becomes (mã của mẫu): a dot is an attribute, as in Python, and nothing else, so a key of a
    mapping stands in brackets; Jinja2's own dot tries one after the other. What is put out is escaped by
    :func:`escaped`. Both happen thousands of times a page of the plan."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja2's name
        self.writeline("from caitien.web.machine.row_engine import escaped")
        super().visit_Template(node, frame)

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja2's name
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:  # noqa: ARG002
        self.write("escaped(")
        if finalize.src is not None:
            self.write(finalize.src)


class _Rows(Environment):
    """Templates that are handed objects (môi trường)."""

    code_generator_class = _Python


def environment(**options: Any) -> Environment:
    """The environment Django's Jinja2 backend asks for: escapes all, knows no name that was not handed in."""
    ours = {"undefined": StrictUndefined, "trim_blocks": True, "extensions": [Unindented]}
    made = _Rows(**{**options, **ours})  # Django's backend turns escaping on
    made.globals["work_states"] = WORK_STATE_NAMES
    made.filters |= {"linebreaksbr": linebreaksbr, "shortened": shortened, "school_year": school_year}
    made.filters |= {"day": day, "moment": moment}
    return made


def rendered(template: str, **handed: Any) -> SafeString:
    """What a template makes of what it is handed, ready to stand in a page (phần đã dựng)."""
    return mark_safe(render_to_string(template, handed, using="jinja2"))  # noqa: S308 - the engine escapes


def day(date: dt.date) -> str:
    """5 September 2026 → "05/09/2026"."""
    return f"{date:%d/%m/%Y}"


def moment(at: dt.datetime) -> str:
    """A moment as the clocks here tell it: "07:30 05/09/2026"."""
    return f"{localtime(at):%H:%M %d/%m/%Y}"


def shortened(text: str, most: int) -> str:
    """A text of so many letters at most, its end marked where there was more (rút gọn)."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
