"""Forms filled in inside Word (biểu mẫu điền trong Word): ticks, lists to choose from, places nobody filled in.

What the program shows there stands in properties, not in text. The tree is set right before it is read: a tick becomes
☑ or ☐, a choice its words, and a placeholder ("Bấm vào đây để nhập văn bản") nothing, since it was never printed with
words of the school.
"""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from caitien.documents.formats.word.names import VAL, T, W, is_on
from caitien.domain.texts.folding import fold
from caitien.domain.texts.symbol_fonts import BOX, TICKED_BOX

_SIGNS: Final = (b":sdtPr", b":ffData")  # without one of them there is no control and no field
_BOXES: Final = tuple(
    f"{{http://schemas.microsoft.com/office/word/{year}/wordml}}checkbox" for year in ("2010", "2012")
)
_SDT, _CONTENT, _BEGIN = W + "sdt", W + "sdtContent", W + "fldChar"
_PROMPTS: Final = (  # how Word's placeholders begin, folded; a control that still says this was not filled in
    "click here to enter",
    "click or tap here to enter",
    "click or tap to enter",
    "click to enter",
    "choose an item",
    "choose a building block",
    "enter any content that you want to repeat",
    "bam vao day de nhap",
    "bam hoac go nhe vao day de nhap",
    "bam hoac go nhe de nhap",
    "bam de nhap",
    "nhan vao day de nhap",
    "nhap vao day",
    "chon mot muc",
)


def fill_in(root: etree._Element, data: bytes) -> None:
    """Set the forms of a part right, in its tree; ``data`` is its XML, looked through for their signs first."""
    if not any(sign in data for sign in _SIGNS):
        return
    for control in root.iter(_SDT):
        _settle(control)
    for form in root.iter(W + "ffData"):
        _settle_field(form)


def _settle(control: etree._Element) -> None:
    """One content control: emptied if it shows its placeholder, ticked if it is a box."""
    properties, content = control.find(W + "sdtPr"), control.find(_CONTENT)
    if properties is None or content is None:
        return
    box = next((found for name in _BOXES if (found := properties.find(name)) is not None), None)
    if box is not None:
        _say(content, TICKED_BOX if _is_checked(box) else BOX)
    elif is_on(properties.find(W + "showingPlcHdr")) or _is_prompt(content):
        _say(content, "")


def _is_checked(box: etree._Element) -> bool:
    checked = next((each for each in box if etree.QName(each).localname == "checked"), None)
    if checked is None:
        return False
    value = next((str(value) for key, value in checked.attrib.items() if str(key).endswith("}val")), "1")
    return value.lower() not in ("0", "false", "off")


def _is_prompt(content: etree._Element) -> bool:
    """Whether a control's words are Word's own prompt, in the style of prompts."""
    if next((each for each in content.iter(W + "rStyle") if each.get(VAL) == "PlaceholderText"), None) is None:
        return False
    return fold("".join(node.text or "" for node in content.iter(T))).startswith(_PROMPTS)


def _say(content: etree._Element, words: str) -> None:
    """Put these words for all texts of a control, but for controls inside that were filled in."""
    for node in list(content.iter(T, W + "sym")):
        owner = next(node.iterancestors(_CONTENT), None)
        if owner is content or _is_empty(owner):
            if node.tag == T:
                node.text, words = words, ""
            else:
                _replace(node, words)
                words = ""


def _is_empty(content: etree._Element | None) -> bool:
    control = None if content is None else content.getparent()
    return control is not None and is_on(control.find(f"{W}sdtPr/{W}showingPlcHdr"))


def _replace(sign: etree._Element, words: str) -> None:
    """A sign of a symbol font becomes a text."""
    sign.tag = T
    sign.attrib.clear()
    sign.text = words


def _settle_field(form: etree._Element) -> None:
    """One field of an old form: a box or a list says what was chosen; its result, if any, is not said again."""
    words = _chosen(form)
    begin = form.getparent()
    run = None if begin is None else begin.getparent()
    if words is None or begin is None or run is None:
        return
    for node in _result(run, begin):
        node.text = ""
    text = etree.Element(T)
    text.text = words
    begin.addnext(text)


def _chosen(form: etree._Element) -> str | None:
    """What a box or a list shows; None for a field of text, whose words stand in the runs that follow."""
    box, choices = form.find(W + "checkBox"), form.find(W + "ddList")
    if box is not None:
        checked = box.find(W + "checked")
        return TICKED_BOX if is_on(box.find(W + "default") if checked is None else checked) else BOX
    if choices is None:
        return None
    entries = [entry.get(VAL) or "" for entry in choices.findall(W + "listEntry")]
    chosen = choices.find(W + "result")
    chosen = choices.find(W + "default") if chosen is None else chosen
    given = "" if chosen is None else chosen.get(VAL) or ""
    number = int(given) if given.isdecimal() and len(given) < 5 else 0  # a list has at most 25 entries
    words = entries[number] if number < len(entries) else ""
    return "" if fold(words).startswith(_PROMPTS) else words


def _result(run: etree._Element, begin: etree._Element) -> Iterator[etree._Element]:
    """The texts between a field's beginning and its end in the same paragraph."""
    depth = 0
    paragraph = next(run.iterancestors(W + "p"), None)
    inside = False
    for node in () if paragraph is None else paragraph.iter(_BEGIN, T):
        if node is begin:
            inside, depth = True, 1
        elif inside and node.tag == T:
            yield node
        elif inside:
            kind = node.get(W + "fldCharType")
            depth += {"begin": 1, "end": -1}.get(kind or "", 0)
            if depth == 0:
                return
