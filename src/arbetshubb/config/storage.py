"""Where static files are served from: named by content, compressed, cached for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # untyped
    """Also rewrites ``import`` in ES modules to the files' hashed names."""

    support_js_module_import_aggregation = True
