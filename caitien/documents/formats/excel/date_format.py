"""Days and times of a workbook, as a person writes them (ngày giờ trong ô): of no more parts than the format shows.

A code of figures and signs only is shown the Vietnamese way, day first, whatever its order; a code with words of its
own ('"Ngày "dd" tháng "m') is followed. A day shown without its year stays without it: the year Excel holds beside it
is that of the day it was typed.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from caitien.documents.formats.excel.format_code import Token

_EPOCH: Final = dt.datetime(1899, 12, 30)
_EPOCH_1904: Final = dt.datetime(1904, 1, 1)
_LATEST: Final = 2_958_466  # the first of January of the year 10000
_FALSE_LEAP_DAY: Final = 60  # Excel's 29 February 1900: one day less before it
_EXCELS_OWN: Final = {0: (0, 1, 1900), _FALSE_LEAP_DAY: (29, 2, 1900)}  # days no calendar has, as Excel shows them
_WEEKDAYS: Final = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def day_of(value: float, *, from_1904: bool = False) -> dt.datetime | None:
    """The moment a serial number stands for, to the second; None where there is no such day."""
    if not 0 <= value < _LATEST:
        return None
    if from_1904:
        moment = _EPOCH_1904 + dt.timedelta(days=value)
    else:
        moment = _EPOCH + dt.timedelta(days=value + (1 if value < _FALSE_LEAP_DAY else 0))
    return (moment + dt.timedelta(microseconds=500_000)).replace(microsecond=0)


def shown_date(value: float, tokens: tuple[Token, ...], *, from_1904: bool = False) -> str | None:
    """A serial number under the tokens of a date format; None where there is no such day."""
    if any(kind == "elapsed" for kind, _ in tokens):
        return _elapsed(value)
    moment = day_of(value, from_1904=from_1904)
    if moment is None:
        return None
    named = list(_named(tokens))
    if any(kind == "quoted" and any(letter.isalpha() for letter in text) for kind, text in named):
        return "".join(_spelt(kind, text, moment) for kind, text in named)
    parts = {kind: text for kind, text in named if kind in ("y", "M", "d", "h", "m", "s")}
    day = moment.day, moment.month, moment.year
    if not from_1904:
        day = _EXCELS_OWN.get(int(value), day)
    return " ".join(filter(None, (_day(parts, day, moment.weekday()), _time(parts, moment))))


def shown_iso(text: str) -> str:
    """A day written down as a text, as some programs do (``t="d"``): day first, or as it is."""
    try:
        moment = dt.datetime.fromisoformat(text.strip())
    except ValueError:
        return text
    return moment.strftime("%d/%m/%Y" if moment.time() == dt.time() else "%d/%m/%Y %H:%M")


def _named(tokens: tuple[Token, ...]) -> Iterator[Token]:
    """The tokens with months as "M" and minutes as "m": a minute stands after the hour or before the second."""
    dates = [(i, text) for i, (kind, text) in enumerate(tokens) if kind == "date"]
    around = {
        i: (dates[n - 1][1] if n else "", dates[n + 1][1] if n + 1 < len(dates) else "")
        for n, (i, _) in enumerate(dates)
    }
    for i, (kind, text) in enumerate(tokens):
        if kind != "date":
            yield kind, text
            continue
        letter = text[0].lower()
        before, after = around[i]
        is_minute = len(text) < 3 and (before[:1].lower() == "h" or after[:1].lower() == "s")
        yield ("M" if letter == "m" and not is_minute else letter), text


def _day(parts: dict[str, str], date: tuple[int, int, int], weekday: int) -> str:
    """The parts of a date (day, month, year) that its format shows."""
    day, month, year = date
    seen = "".join(letter for letter in "dMy" if letter in parts)
    if seen == "dM":
        return f"{_padded(day, parts['d'])}/{_padded(month, parts['M'])}"
    if seen == "d":
        return _WEEKDAYS[weekday] if len(parts["d"]) > 2 else str(day)
    if seen == "M":
        return f"tháng {month}" if len(parts["M"]) > 2 else str(month)
    whole = f"{day:02}/{month:02}/{year:04}"
    return {"dMy": whole, "My": f"{month:02}/{year:04}", "dy": whole, "y": f"{year}"}.get(seen, "")


def _time(parts: dict[str, str], moment: dt.datetime) -> str:
    """The time of day; midnight beside a day is no time a person meant."""
    if "h" not in parts or ({"d", "M", "y"} & parts.keys() and moment.time() == dt.time()):
        return ""
    hour = _padded(moment.hour, parts["h"])
    return f"{hour}:{moment:%M:%S}" if "s" in parts and moment.second else f"{hour}:{moment:%M}"


def _elapsed(value: float) -> str:
    minutes = round(value * 24 * 60)
    return f"{minutes // 60}:{minutes % 60:02}"


def _padded(number: int, text: str) -> str:
    return f"{number:02}" if len(text) == 2 else str(number)


def _spelt(kind: str, text: str, moment: dt.datetime) -> str:
    """One token of a code with words of its own."""
    match kind:
        case "d":
            return _WEEKDAYS[moment.weekday()] if len(text) > 2 else _padded(moment.day, text)
        case "M":
            return _padded(moment.month, text)
        case "y":
            return str(moment.year)
        case "h" | "m" | "s":
            return _padded({"h": moment.hour, "m": moment.minute, "s": moment.second}[kind], text)
        case "quoted" | "letter" | "mark":
            return text
        case _:
            return ""
