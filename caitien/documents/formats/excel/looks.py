"""How a workbook's cells look (kiểu ô), as far as reading them needs it: number format, font, a line through."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from caitien.documents.formats.excel.parts import child, children, is_on, number
from caitien.documents.formats.legacy_fonts import is_legacy_font
from caitien.domain.texts.symbol_fonts import is_symbol_font

_DAY, _TIME, _MINUTES = "dd/mm/yyyy", "h:mm", "mm:ss"
_GROUPED, _CENTS = "#,##0", "#,##0.00"
BUILT_IN: Final[Mapping[int, str]] = {  # ECMA-376 part 1, 18.8.30, as a Vietnamese Excel shows them
    **{0: "General", 1: "0", 2: "0.00", 3: _GROUPED, 4: _CENTS, 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?"},
    **{13: "# ??/??", 14: _DAY, 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: _TIME, 19: "h:mm:ss", 20: _TIME},
    **{21: "h:mm:ss", 22: "dd/mm/yyyy h:mm", 37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)", 39: "#,##0.00;(#,##0.00)"},
    **{40: "#,##0.00;(#,##0.00)", 41: "#,##0;-#,##0;-", 42: "#,##0;-#,##0;-", 43: "#,##0.00;-#,##0.00;-"},
    **{44: "#,##0.00;-#,##0.00;-", 45: _MINUTES, 46: "[h]:mm:ss", 47: _MINUTES, 48: "0.0E+0", 49: "@"},
    **dict.fromkeys((*range(27, 32), 36, *range(50, 59)), _DAY),
}


@dataclass(frozen=True, slots=True)
class Look:
    """The look of some cells (kiểu ô)."""

    code: str = "General"
    font: str = ""  # where it matters: a font of before Unicode, or one of signs
    struck: bool = False
    box: bool = False  # TRUE and FALSE are shown as a box to tick

    @property
    def is_plain(self) -> bool:
        """Whether a text in it is shown as it is."""
        return not self.font and not self.struck and "@" not in self.code and ";" not in self.code


PLAIN: Final = Look()


def looks_of(styles: etree._Element | None) -> Sequence[Look]:
    """The looks cells refer to by number; none where the file's styles cannot be read."""
    if styles is None:
        return ()
    codes = {
        number(each.get("numFmtId"), -1): each.get("formatCode") or "General"
        for each in _listed(styles, "numFmts", "numFmt")
    }
    fonts = [font_look(each) for each in _listed(styles, "fonts", "font")]
    return [_look(each, codes, fonts) for each in _listed(styles, "cellXfs", "xf")]


def _listed(styles: etree._Element, group: str, name: str) -> list[etree._Element]:
    found = child(styles, group)
    return [] if found is None else list(children(found, name))


def _look(each: etree._Element, codes: Mapping[int, str], fonts: Sequence[tuple[str, bool]]) -> Look:
    format_id, font_id = number(each.get("numFmtId")), number(each.get("fontId"), -1)
    font, struck = fonts[font_id] if 0 <= font_id < len(fonts) else ("", False)
    code = codes.get(format_id) or BUILT_IN.get(format_id, "General")
    return Look(code, font, struck, box=next(each.iter("{*}xfComplement"), None) is not None)


def font_look(font: etree._Element | None) -> tuple[str, bool]:
    """The name of a font where it changes what its letters are, and whether a line goes through them."""
    if font is None:
        return "", False
    named = child(font, "name")
    named = child(font, "rFont") if named is None else named
    name = "" if named is None else named.get("val") or ""
    strike = child(font, "strike")
    struck = strike is not None and (strike.get("val") is None or is_on(strike.get("val")))
    return (name if is_legacy_font(name) or is_symbol_font(name) else ""), struck
