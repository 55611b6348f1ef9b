"""What a person should know of a Word file's text (điều cần xem lại): words and pictures that are not in the paper."""

from collections.abc import Iterator, Sequence
from typing import Final

from caitien.documents.formats.word.drawings import Picture
from caitien.domain.paper import Note, Place
from caitien.domain.texts.folding import clean

_HIDDEN: Final = "Có chữ ẩn trong tệp, không hiện khi in nên không đưa vào văn bản. Nếu cần, hãy bỏ thuộc tính ẩn."
_STRUCK: Final = "Có chữ bị gạch ngang, được coi là đã bỏ nên không đưa vào văn bản. Nếu vẫn dùng, hãy bỏ gạch ngang."
_PICTURE: Final = "Ở đây có ảnh lớn, máy không đọc được chữ trong ảnh. Nếu là bảng hay lời, hãy gõ lại thành chữ."
_OBJECT: Final = (
    "Ở đây có bảng hay hình chèn từ phần mềm khác, máy không đọc được. Hãy chép nội dung ra thành bảng Word."
)


def hidden(words: Sequence[str], place: Place) -> Iterator[Note]:
    """A note on hidden words."""
    return _quoted("hidden-text", _HIDDEN, words, place)


def crossed_out(words: Sequence[str], place: Place) -> Iterator[Note]:
    """A note on words with a line through them."""
    return _quoted("struck-through", _STRUCK, words, place)


def unread(pictures: Sequence[Picture], place: Place) -> Iterator[Note]:
    """Notes on large pictures and objects of other programs, with what their maker said of them."""
    for picture in pictures:
        code, text = ("inserted-file", _OBJECT) if picture.is_object else ("picture", _PICTURE)
        yield Note(code=code, text=text, quote=clean(picture.words), place=place)


def _quoted(code: str, text: str, words: Sequence[str], place: Place) -> Iterator[Note]:
    quote = clean("".join(words)) if words else ""
    if quote:
        yield Note(code=code, text=text, quote=quote, place=place)
