"""The site under test (cấu hình khi thử): its own folder, quick passwords, plain static files.

On SQLite, or where ``CAITIEN_TEST_DATABASE`` is ``postgresql`` on a PostgreSQL that comes and goes with the run.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from tests import postgresql

_FOLDER = tempfile.mkdtemp(prefix="caitien-tests-")
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
os.environ["CAITIEN_VAR"] = _FOLDER
# What is made once a run and shared by its workers, who inherit the environment of the process that started them.
RUN_FOLDER = Path(os.environ.setdefault("CAITIEN_TEST_RUN", _FOLDER))
(Path(_FOLDER) / "static").mkdir()
os.environ["CAITIEN_SECRET_KEY"] = "only for tests"
os.environ["CAITIEN_TRAIL_KEY"] = "only for tests"
os.environ.pop("DATABASE_URL", None)
if postgresql.WANTED and (address := postgresql.server(Path(_FOLDER))):
    os.environ["DATABASE_URL"] = address

from caitien.settings import *  # noqa: E402, F403

if DATABASES["default"]["ENGINE"] == "caitien.sqlite_in_turn":  # noqa: F405
    # In memory nobody waits, and pytest-django knows this one by its name.
    DATABASES["default"]["ENGINE"] = "django.db.backends.sqlite3"  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# A live server with hashed names answers 404 for each of them, and htmx is then silently absent.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ADDRESS = "http://testserver"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}  # cleared without a database
ACCOUNT_RATE_LIMITS = False
CHECK_PATIENCE = 0  # no worker runs: what a page shows is always that of now
