"""Static files go out under names of their content, and scripts bring along those of the same release."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import get_finder
from django.core.files.storage import storages
from django.core.management import call_command

from caitien.web.machine import static_files
from caitien.web.machine.static_files import collect_static_files

FOLDER = "table"


def test_a_script_brings_along_the_scripts_of_its_own_release(settings, tmp_path: Path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "caitien.web.machine.static_files.NamedByContent"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    place = tmp_path / FOLDER
    named = {path.name for path in place.glob("*.*.js")}
    assert len(named) == len(list(place.glob("*.js"))) / 2
    wanted = [
        name for path in place.glob("*.*.js") for name in re.findall(r'(?:from|import) "\./([^"]+)"', path.read_text())
    ]
    assert len(wanted) > 10
    assert set(wanted) <= named
    assert storages["staticfiles"].url("table/table.js").rpartition("/")[2] in named


def test_files_that_did_not_change_are_collected_once(tmp_path: Path, settings, monkeypatch: pytest.MonkeyPatch):
    asked: list[str] = []
    monkeypatch.setattr(static_files, "call_command", lambda name, **_: asked.append(name))
    own = tmp_path / "own"
    own.mkdir()
    (own / "chu.css").write_text("a {}")
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [own], tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    get_finder.cache_clear()
    for _ in range(2):
        collect_static_files()
    assert asked == ["collectstatic"]
    (own / "chu.css").write_text("b {}")
    collect_static_files()
    assert asked == ["collectstatic"] * 2
    get_finder.cache_clear()


def test_collecting_that_was_cut_short_is_done_again(tmp_path: Path, settings, monkeypatch: pytest.MonkeyPatch):
    settings.STATIC_ROOT = tmp_path
    (tmp_path / ".collected").write_text("of older files")

    def cut_short(name: str, **_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(static_files, "call_command", cut_short)
    with pytest.raises(OSError, match="No space"):
        collect_static_files()
    assert not (tmp_path / ".collected").exists()
