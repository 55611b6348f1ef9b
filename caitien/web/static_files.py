"""Static files under names of their content (tệp tĩnh), the scripts one script brings along included."""

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
