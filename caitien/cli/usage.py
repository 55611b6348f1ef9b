"""The words of the command line in Vietnamese (lời của dòng lệnh): help pages, and what is wrong with a call.

Typer has no Vietnamese of its own; its titles are set, and its English sentences recognised, in the tables here.
"""

import re
from typing import Any, Final

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.exceptions import TyperException

_TITLES: Final = {  # names in typer.rich_utils
    "ARGUMENTS_PANEL_TITLE": "Tham số",
    "OPTIONS_PANEL_TITLE": "Tuỳ chọn",
    "COMMANDS_PANEL_TITLE": "Các lệnh",
    "DEFAULT_STRING": "[mặc định: {}]",
    "REQUIRED_LONG_STRING": "[bắt buộc]",
}
_HELP: Final = "Hiện trang trợ giúp này."
_SENTENCES: Final = (  # Typer's sentence → ours; groups are numbered from 0
    (r"^Missing command\.", "Thiếu tên lệnh."),
    (r"^No such command '(.{0,400}?)'\.(?: Did you mean (.*)\?)?", "Không có lệnh “{0}”.{hint}"),
    (r"^No such option: (\S+)(?: \(Possible options: (.*)\))?", "Không có tuỳ chọn {0}.{hint}"),
    (r"^Missing argument '(.*)'\.", "Thiếu {0}."),
    (r"^Missing option '([^']*)'\..*", "Thiếu tuỳ chọn {0}."),
    (
        r"^Got unexpected extra argument(?:\(s\)|s?) \((.*)\)",
        "Thừa “{0}”; tên tệp có dấu cách thì đặt trong dấu ngoặc kép.",
    ),
    (r"^Option '(.*)' requires an argument\.", "Tuỳ chọn {0} cần một giá trị đứng sau."),
    (r"^Option '(.*)' does not take a value\.", "Tuỳ chọn {0} không đi với giá trị."),
    (
        r"^Invalid value for '([^']*)': [^']*'(.{0,400}?)' is not one of (.{0,400})\.",
        "{0} không nhận “{1}”; chỉ nhận {2}.",
    ),
    (r"^Invalid value for '([^']*)': .*less than or equal to (\d+).*", "{0} lớn nhất là {1}."),
    (r"^Invalid value for '([^']*)': .*greater than or equal to (\d+).*", "{0} nhỏ nhất là {1}."),
    (r"^Invalid value for '([^']*)': .*integer.*", "{0} cần một số nguyên."),
    (r"^Invalid value for '([^']*)': .*", "Giá trị của {0} không dùng được."),
)


def usage_sentence(trouble: TyperException) -> str:
    """What is wrong with a call and where help is, in one or two sentences; nothing where help was printed already."""
    if type(trouble).__name__ == "NoArgsIsHelpError":
        return ""
    context = getattr(trouble, "ctx", None)
    return f"{_in_vietnamese(trouble.format_message())} Xem: {context.command_path if context else 'caitien'} --help"


def _in_vietnamese(message: str) -> str:
    for pattern, sentence in _SENTENCES:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            words = [word or "" for word in found.groups()]
            hint = f" Có phải bạn muốn viết {_unquoted(words[-1])}?" if len(words) > 1 and words[-1] else ""
            return sentence.format(*map(_unquoted, words), hint=hint)
    return f"Dùng sai lệnh ({message})."


def _unquoted(words: str) -> str:
    return words.replace("'", "").replace(" or ", " hay ")


class VietnameseCommand(TyperCommand):
    """A command whose help page is Vietnamese (lệnh)."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        _write_usage(self, ctx, formatter)

    def get_help_option(self, ctx: Any) -> TyperOption | None:
        return _in_our_words(super().get_help_option(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _dress(self, ctx)
        super().format_help(ctx, formatter)


class VietnameseGroup(TyperGroup):
    """A group of commands whose help page is Vietnamese (nhóm lệnh)."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        _write_usage(self, ctx, formatter)

    def get_help_option(self, ctx: Any) -> TyperOption | None:
        return _in_our_words(super().get_help_option(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _dress(self, ctx)
        super().format_help(ctx, formatter)


def _write_usage(command: TyperCommand | TyperGroup, ctx: Any, formatter: Any) -> None:
    pieces = (piece.replace("{", "").replace("}", "") for piece in command.collect_usage_pieces(ctx))
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Cách dùng: ")


def _in_our_words(option: TyperOption | None) -> TyperOption | None:
    if option:
        option.help = _HELP
    return option


def _dress(command: TyperCommand | TyperGroup, ctx: Any) -> None:
    """Vietnamese titles for Typer's panels, and no type beside an argument or a flag."""
    from typer import rich_utils

    for name, title in _TITLES.items():
        setattr(rich_utils, name, title)
    for param in command.get_params(ctx):
        if isinstance(param, TyperArgument) or getattr(param, "is_flag", False):
            vars(param)["display_type_rich"] = _no_type


def _no_type(ctx: Any) -> str:  # noqa: ARG001 - as Typer calls it
    """Instead of "<path>" and "<bool>", which say nothing to a secretary of a school."""
    return ""
