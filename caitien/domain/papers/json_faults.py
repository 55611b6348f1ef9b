"""What is wrong with JSON, in words (lỗi trong JSON): msgspec's English sentence said in Vietnamese, by path."""

import json
import re
from typing import Final

import msgspec

TOO_DEEP: Final = "Tệp JSON lồng quá nhiều tầng nên không đọc được."
_WANTED: Final = (  # how msgspec's sentence begins → what we say
    ("Expected `int", "cần một số nguyên"),
    ("Expected `bool", "cần true hoặc false"),
    ("Expected `str", "cần chữ trong dấu ngoặc kép"),
    ("Expected `array", "cần một danh sách [ … ]"),
    ("Expected `object", "cần một đối tượng {{ … }}"),
    ("Invalid enum", "chỉ nhận {allowed}"),
    ("Invalid RFC3339", "cần ngày có thật, viết như 2024-09-12"),
    ("Expected `date", "cần ngày có thật, viết như 2024-09-12"),
    ("Object missing", "thiếu {missing}"),
)
_FAULT: Final = re.compile(r"(?P<what>.*?)(?: - at `(?:key in `)?\$\.?(?P<path>[^`]*)`+)?", re.DOTALL)


def sentence(fault: msgspec.ValidationError, path: str = "", allowed: str = "") -> str:
    """One fault, with the path of what was converted before it: "plan.items[3].level: cần một số nguyên."."""
    found = _FAULT.fullmatch(str(fault))
    what, inner = (found["what"], found["path"] or "") if found else (str(fault), "")
    spot = ".".join(filter(None, [path, inner.replace("[...]", "")]))
    wanted = next((text for start, text in _WANTED if what.startswith(start)), "giá trị không đúng kiểu")
    missing = what.rpartition(" ")[2].strip("`")
    return f"{spot or 'tệp'}: {wanted.format(allowed=allowed, missing=missing)}."


def place_of_fault(text: str) -> str:
    """Where JSON text goes wrong (" (dòng 2, cột 1)"), which only the slower decoder of the standard library tells."""
    try:
        json.loads(text)
    except json.JSONDecodeError as fault:
        return f" (dòng {fault.lineno}, cột {fault.colno})"
    return ""


def decoded(text: str | bytes) -> dict[str, object] | str:
    """JSON text as a record, or the sentence that says why it is none; bytes are UTF-8, with or without a mark."""
    try:
        plain = text if isinstance(text, str) else text.decode("utf-8-sig")
        data = msgspec.json.decode(plain)
    except UnicodeDecodeError:
        return "Tệp JSON cần lưu bằng bảng mã UTF-8."
    except msgspec.DecodeError:
        return f"Tệp không phải JSON hợp lệ{place_of_fault(plain)}."
    except RecursionError:
        return TOO_DEEP
    return data if isinstance(data, dict) else "Tệp JSON cần là một đối tượng { … }."
