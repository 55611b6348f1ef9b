"""Static files under names of their content (tệp tĩnh), the scripts one script brings along included."""

from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage


class NamedByContent(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """A browser keeps such a file for ever; an ``import`` in a script of ours names the file of that very release.

    Only in ours: Django's own way of doing it reads the comments of other people's scripts as well.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        (
            "table/*.js",
            (
                (r'(?P<matched>from "(?P<url>\./[a-z]+\.js)";)', 'from "%(url)s";'),
                (r'(?P<matched>import "(?P<url>\./[a-z]+\.js)";)', 'import "%(url)s";'),
            ),
        ),
    )


def collect_static_files() -> None:
    """Put the static files in their place, named and compressed (gom tệp tĩnh): 3 seconds, or 50 ms where that was done
    of the same files by the same programs. A run that was cut short left no mark and is done again.
    """
    mark, made_of = Path(settings.STATIC_ROOT) / ".collected", _made_of()
    if mark.exists() and mark.read_text(encoding="ascii") == made_of:
        return
    mark.unlink(missing_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False)
    mark.write_text(made_of, encoding="ascii")


def _made_of() -> str:
    """A digest of all that the collected files depend on: every file and its name, and who handles them."""
    found = blake2b(f"{django.__version__} {version('whitenoise')} {version('brotli')}".encode(), digest_size=16)
    found.update(Path(__file__).read_bytes())
    for finder in get_finders():
        for name, storage in finder.list([]):
            with storage.open(name) as file:
                found.update(f"\0{name}\0".encode() + file.read())
    return found.hexdigest()
