"""Static files under the name of their content (tệp tĩnh), the modules of our own scripts and what they import, too."""

from typing import Any, Final

from django.contrib.staticfiles.storage import HashedFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage

_MODULES: Final = ("table/*.js",)  # of ours alone: a library's comment may show an import of a file that is not there
_IMPORTS: Final[Any] = HashedFilesMixin._js_module_import_aggregation_patterns[1]  # type: ignore[attr-defined]


class NamedByContent(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Kept for ever by a browser, and fetched anew as soon as a byte changes, in an imported module as well."""

    patterns = (*HashedFilesMixin.patterns, *((where, _IMPORTS) for where in _MODULES))
