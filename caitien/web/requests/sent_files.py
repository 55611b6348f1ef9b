"""Photos and files that are sent to be kept (tệp gửi lên để giữ): each looked at when its sender's turn comes."""

from typing import Any, TypeVar

from django import forms

from caitien.documents.refusal import Refusal
from caitien.domain.refused import Refused
from caitien.web.requests.turns import in_turn
from caitien.work.reporting.attachments import ACCEPT, Fit, fitting

F = TypeVar("F", bound=forms.Form)


def fitting_in_turn(person: int, name: str, data: bytes) -> Fit | Refused:
    """A file as it may be kept (xét tệp theo lượt), or why not. ``person``: the key of whoever sent it, or one below 0
    for a link, so that nobody who has the link holds up its person."""
    found = in_turn(person, data, lambda: fitting(name, data))
    return Refused(found.reason[:1].upper() + found.reason[1:]) if isinstance(found, Refusal) else found


class FileToKeep(forms.FileField):
    """A photo or file (ảnh, tệp), whose kind its content tells; :func:`sent_by` says whose turn it takes."""

    person: int | None = None

    def __init__(self, label: str, accept: str = ACCEPT, **more: Any) -> None:
        words = {"required": "Xin chọn một tệp.", "empty": "Tệp trống. Xin chọn lại.", "invalid": "Xin chọn một tệp."}
        super().__init__(label=label, widget=forms.FileInput({"accept": accept}), error_messages=words, **more)

    def clean(self, data: Any, initial: Any = None) -> Fit | None:
        """What may be kept of it."""
        sent = super().clean(data, initial)
        if not sent:
            return None
        assert self.person is not None, "a form that takes a file is made by sent_by"  # noqa: S101 - our own mistake
        found = fitting_in_turn(self.person, sent.name or "", sent.read())
        if isinstance(found, Refused):
            raise forms.ValidationError(found.reason)
        return found


def sent_by(person: int, form: F) -> F:
    """The same form, whose files take the turns of this person, by their key (biểu mẫu của ai)."""
    for field in form.fields.values():
        if isinstance(field, FileToKeep):
            field.person = person
    return form
