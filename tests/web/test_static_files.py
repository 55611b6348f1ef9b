"""Static files go out under names of their content, and scripts bring along those of the same release."""

import re
from pathlib import Path

from django.core.files.storage import storages
from django.core.management import call_command

FOLDER = "table"


def test_a_script_brings_along_the_scripts_of_its_own_release(settings, tmp_path: Path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "caitien.web.static_files.NamedByContent"}}
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
