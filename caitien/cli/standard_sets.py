"""``caitien standards``: see the sets of standards, bring in their wording (lệnh bộ tiêu chuẩn)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from rich.table import Table
from rich.text import Text

from caitien.cli.exits import Exit, UnusableError
from caitien.cli.files import called, listed, read_bytes, write_bytes
from caitien.cli.progress import say
from caitien.cli.screen import show
from caitien.cli.user_data import data_folder
from caitien.domain.field_names import SCHOOL_TYPE_NAMES
from caitien.domain.refused import Faults
from caitien.domain.standards import WHOLE, Criterion, Indicator, StandardSet, load_file, set_ids, standard_set

_UNCHECKED: Final = "Chưa đối chiếu với Công báo; hãy kiểm tra với văn bản gốc trước khi viện dẫn."
_UNWORDED: Final = "Chưa có nguyên văn các chỉ báo; nhập bằng: caitien standards import TỆP"
_COLUMNS: Final = ("Mã", "Thông tư", "Loại trường", "Hiệu lực", "Tiêu chí", "Nguyên văn")


def list_sets() -> Exit:
    """Print every set, shipped or imported."""
    table = Table()
    for name in _COLUMNS:
        table.add_column(name, no_wrap=name == "Mã")
    for each in sorted(_all_sets(), key=lambda one: (one.valid_from, one.id)):
        table.add_row(*map(Text, _facts(each)))
    show(table)
    return Exit.FINE


def show_set(set_id: str, code: str | None) -> Exit:
    """Print one set, or one criterion of it with its levels."""
    found = _set(set_id)
    if found is None:
        known = ", ".join(sorted(one.id for one in _all_sets()))
        raise UnusableError(f"Không có bộ tiêu chuẩn “{set_id}”; hiện có: {known}.")
    lines = _set_lines(found) if code is None else _criterion_lines(found, _criterion(found, code))
    show(*lines, soft_wrap=True)
    return Exit.FINE


def import_set(path: Path) -> Exit:
    """Check a file with the wording of a set and keep it in the user's folder."""
    data = read_bytes(path)
    found = load_file(data)
    if isinstance(found, Faults):
        raise UnusableError(f"{called(path)} không phải bộ tiêu chuẩn dùng được: {listed(found.problems)}")
    target = _imported(found.id)
    _make_folder(target.parent)
    write_bytes(target, data)
    worded = sum(criterion.worded for criterion in found.criteria)
    say(f"Đã nhập bộ {found.id} ({found.circular}): {worded}/{_count(found)} tiêu chí có nguyên văn. Lưu tại {target}")
    return Exit.FINE


# --- where sets are ---------------------------------------------------------------------------------------------------


def _imported(set_id: str) -> Path:
    return data_folder() / "standards" / f"{set_id}.json"


def _set(set_id: str) -> StandardSet | None:
    """The imported set of this id, which has the wording, else the shipped one."""
    path = next((one for one in _imported(set_id).parent.glob("*.json") if one.stem == set_id), None)
    if path is None:
        return standard_set(set_id)
    found = load_file(read_bytes(path))
    if isinstance(found, Faults):
        raise UnusableError(f"Bộ đã nhập ở {path} hỏng: {listed(found.problems)} Hãy nhập lại, hoặc xoá tệp ấy.")
    return found


def _all_sets() -> Iterator[StandardSet]:
    imported = {path.stem for path in _imported("x").parent.glob("*.json")}
    yield from (found for set_id in set_ids() | imported if (found := _set(set_id)))


def _criterion(found: StandardSet, code: str) -> Criterion:
    criterion = found.criterion(code)
    if criterion is None:
        codes = [one.code for one in found.criteria]
        raise UnusableError(f"Bộ {found.id} không có tiêu chí “{code}”; các tiêu chí từ {codes[0]} đến {codes[-1]}.")
    return criterion


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        advice = "hãy chọn thư mục khác bằng biến môi trường CAITIEN_DATA"
        raise UnusableError(f"Không tạo được thư mục {folder} ({trouble.strerror}); {advice}.") from None


# --- how sets are shown -----------------------------------------------------------------------------------------------


def _facts(one: StandardSet) -> tuple[str, ...]:
    until = f"{one.valid_to:%d/%m/%Y}" if one.valid_to else "nay"
    schools = ", ".join(SCHOOL_TYPE_NAMES.get(name, name) for name in one.school_types)
    period = f"{one.valid_from:%d/%m/%Y} – {until}"
    return one.id, one.circular, schools, period, str(_count(one)), "có" if one.worded else "chưa nhập"


def _count(one: StandardSet) -> int:
    return sum(1 for _ in one.criteria)


def _set_lines(one: StandardSet) -> Iterator[Text]:
    for name, fact in zip(_COLUMNS, _facts(one), strict=True):
        yield Text(f"{name}: {fact}")
    for standard in one.standards:
        yield Text(f"\nTiêu chuẩn {standard.code}: {standard.title}", style="bold")
        for criterion in standard.criteria:
            yield Text(f"  {criterion.code:<5} {criterion.title}").append(f"  [{_brief(criterion)}]", style="dim")
    yield from _cautions(one, worded=one.worded)


def _brief(criterion: Criterion) -> str:
    levels = ", ".join(f"mức {level}{_letters(found)}" for level, found in criterion.levels.items())
    return ("bắt buộc; " if criterion.mandatory else "") + (levels or "chưa biết các mức")


def _letters(indicators: tuple[Indicator, ...]) -> str:
    """The letters of a level's indicators; nothing where it is one requirement without a letter."""
    letters = " ".join(indicator.letter for indicator in indicators if indicator.letter != WHOLE)
    return f": {letters}" if letters else ""


def _criterion_lines(one: StandardSet, criterion: Criterion) -> Iterator[Text]:
    yield Text(f"Tiêu chí {criterion.code}: {criterion.title}", style="bold")
    yield Text(one.circular + ("; bắt buộc" if criterion.mandatory else ""))
    for level, indicators in criterion.levels.items():
        yield Text(f"\nMức {level}", style="bold")
        yield from (Text(f"  {_lettered(indicator)}") for indicator in indicators)
    if not criterion.levels:
        yield Text("\nChưa biết các mức của tiêu chí này, nên không kết luận được đạt hay không đạt.")
    if criterion.quantitative_indicators:
        yield Text("\nChỉ số định lượng", style="bold")
        yield from (Text(f"  - {indicator}") for indicator in criterion.quantitative_indicators)
    if criterion.suggested_evidence:
        yield Text("\nMinh chứng gợi ý", style="bold")
        yield Text(f"  {criterion.suggested_evidence}")
    yield from _cautions(one, worded=criterion.worded)


def _lettered(indicator: Indicator) -> str:
    letter = "" if indicator.letter == WHOLE else f"{indicator.letter}) "
    return letter + (indicator.text or "(chưa có nguyên văn)")


def _cautions(one: StandardSet, *, worded: bool) -> Iterator[Text]:
    if not worded:
        yield Text(f"\n{_UNWORDED}", style="yellow")
    if not one.checked_against_gazette:
        yield Text(f"\n{_UNCHECKED}", style="yellow")
