"""A site with much in it (trang có dữ liệu), quicker there than one brought up to date from the first release."""

from pathlib import Path

import pytest

from tests.backup.test_restore import environment
from tests.forked import run

DEMO = """
import django
django.setup()
from django.core.management import call_command
from caitien.demo import load_demo
call_command("migrate", verbosity=0)
load_demo()
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site with the demo's department and school; for tests that leave it as it is."""
    var = tmp_path_factory.mktemp("day") / "var"
    var.mkdir()
    run("-c", DEMO, env=environment(var)).check_returncode()
    return var
