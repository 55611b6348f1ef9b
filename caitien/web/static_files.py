"""Static files under names of their content (tệp tĩnh), the scripts one script brings along included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class NamedByContent(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """A browser keeps such a file for ever; an ``import`` in a script names the file of that very release."""

    support_js_module_import_aggregation = True
