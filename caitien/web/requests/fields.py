"""Fields of the forms of these pages (các ô của biểu mẫu): what is typed is brought into its canonical form, and what
is wrong is said in a Vietnamese sentence, which ``field.html`` shows beside the field."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, ClassVar, Final

from django import forms

from caitien.domain.refused import Refused
from caitien.domain.texts.figures import read_figure, say_count, say_figure
from caitien.domain.texts.folding import clean
from caitien.domain.texts.typed import EXAMPLE, read_day, say_day

EMPTY: Final = "Xin điền ô này."
TOO_LONG: Final = "Ô này dài quá {} chữ cái. Xin ghi gọn lại."
NO_DAY: Final = "“{}” chưa phải một ngày. Ghi như " + EXAMPLE + "."
NO_FIGURE: Final = "“{}” chưa phải một số. Ghi như 1.234,5."
NO_HOUR: Final = "“{}” chưa phải một giờ. Ghi như 14:00."
NO_COUNT: Final = "Xin ghi một số đếm, như 7."
NO_CHOICE: Final = "Xin chọn một mục trong danh sách."
QUOTED: Final = 40  # letters of what was typed that a sentence quotes

_HOUR: Final = re.compile(r"([0-9]{1,2})(?: ?(?::|h|giờ) ?([0-9]{1,2})?(?: ?phút)?)?")

Choices = Iterable[tuple[Any, Any]]


class PageForm(forms.Form):
    """A form of a page (biểu mẫu). ``places`` says beside which field a refusal of the verb belongs, by its sentence;
    any other stands above the form."""

    places: ClassVar[Mapping[str, str]] = {}

    def refuse(self, found: Refused) -> None:
        """Show why the verb did nothing."""
        place = self.places.get(found.reason)
        self.add_error(place if place in self.fields else None, found.reason)


class Text(forms.CharField):
    """Words (chữ), of one line, or of several where ``rows`` says how many the page shows; at most ``longest``
    letters."""

    def __init__(
        self, label: str, longest: int, *, rows: int = 0, empty: str = EMPTY, long: str = "", **more: Any
    ) -> None:
        attrs = more.pop("attrs", {})
        line = forms.TextInput({"autocomplete": "off", **attrs})
        widget = forms.Textarea({"rows": rows, **attrs}) if rows else line
        words = {"required": empty, "max_length": long or TOO_LONG.format(say_count(longest))}
        super().__init__(label=label, max_length=longest, strip=False, widget=widget, error_messages=words, **more)

    def to_python(self, value: Any) -> str:
        """The canonical text."""
        return clean(super().to_python(value) or "")


class Day(forms.DateField):
    """A day (ngày), shown dd/mm/yyyy whatever language a browser speaks; read by the one reader of days."""

    def __init__(self, label: str, *, empty: str = EMPTY, **more: Any) -> None:
        widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "placeholder": EXAMPLE})
        super().__init__(label=label, widget=widget, error_messages={"required": empty}, **more)

    def to_python(self, value: Any) -> dt.date | None:
        """The day; None where the field is blank."""
        text = clean(str(value)) if value not in self.empty_values else ""
        day = read_day(text)
        if text and day is None:
            raise forms.ValidationError(NO_DAY.format(text[:QUOTED]))
        return day

    def prepare_value(self, value: Any) -> Any:
        """What the page shows: what was typed, or a kept day as people here write it."""
        return say_day(value) if isinstance(value, dt.date) else value


class Figure(forms.CharField):
    """A number as people here write it (1.234,5); None where the field is blank."""

    def __init__(self, label: str, *, empty: str = EMPTY, **more: Any) -> None:
        widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off", "maxlength": 40})
        super().__init__(label=label, widget=widget, error_messages={"required": empty}, **more)

    def clean(self, value: Any) -> Any:
        """The number."""
        text: str = super().clean(clean(str(value or ""))[:100])
        found = read_figure(text) if text else None
        if text and found is None:
            raise forms.ValidationError(NO_FIGURE.format(text[:QUOTED]))
        return found

    def prepare_value(self, value: Any) -> Any:
        """What the page shows: what was typed, or a kept number as people here write it."""
        return say_figure(value) if isinstance(value, Decimal) else value


class Hour(forms.TimeField):
    """A time of day (giờ), shown as 14:00; "14h30" and "14 giờ" are read too."""

    def __init__(self, label: str, *, empty: str = EMPTY, **more: Any) -> None:
        widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "placeholder": "14:00"})
        super().__init__(label=label, widget=widget, error_messages={"required": empty}, **more)

    def to_python(self, value: Any) -> dt.time | None:
        """The time; None where the field is blank."""
        text = clean(str(value)) if value not in self.empty_values else ""
        found = _HOUR.fullmatch(text)
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
        if text and not (hour < 24 and minute < 60):
            raise forms.ValidationError(NO_HOUR.format(text[:QUOTED]))
        return dt.time(hour, minute) if text else None

    def prepare_value(self, value: Any) -> Any:
        """What the page shows: what was typed, or a kept time."""
        return f"{value:%H:%M}" if isinstance(value, dt.time) else value


class Count(forms.IntegerField):
    """How many (số đếm), none or more; None where the field is blank."""

    def __init__(self, label: str, **more: Any) -> None:
        widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "maxlength": 4, "class": "count"})
        words = {"invalid": NO_COUNT, "min_value": NO_COUNT, "max_value": NO_COUNT}
        super().__init__(
            label=label, widget=widget, required=False, min_value=0, max_value=9999, error_messages=words, **more
        )


class Choice(forms.ChoiceField):
    """One of several (chọn một), as a list that opens, or as buttons where ``buttons``."""

    def __init__(self, label: str, choices: Choices, *, buttons: bool = False, empty: str = NO_CHOICE, **more: Any):
        words = {"required": empty, "invalid_choice": NO_CHOICE}
        more.setdefault("widget", forms.RadioSelect if buttons else forms.Select)
        super().__init__(label=label, choices=choices, error_messages=words, **more)


class KeysChoice(forms.TypedMultipleChoiceField):
    """Some rows of several (chọn vài dòng), by their keys; none where none is ticked."""

    def __init__(self, label: str, rows: Choices, **more: Any) -> None:
        words = {"invalid_choice": NO_CHOICE, "invalid_list": NO_CHOICE}
        super().__init__(
            label=label,
            choices=list(rows),
            coerce=int,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages=words,
            **more,
        )


class KeyChoice(forms.TypedChoiceField):
    """One row of several (chọn một dòng), by its key; None where none is chosen."""

    def __init__(self, label: str, rows: Choices, *, none: str = "Chọn…", empty: str = NO_CHOICE, **more: Any) -> None:
        words = {"required": empty, "invalid_choice": NO_CHOICE, "invalid": NO_CHOICE}
        choices = [("", none), *rows]
        super().__init__(label=label, choices=choices, coerce=int, empty_value=None, error_messages=words, **more)
