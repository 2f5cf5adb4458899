"""How static files are stored for serving: hashed names, compressed, modules included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedModulesStorage(CompressedManifestStaticFilesStorage):
    """Also rewrites the relative imports of ES modules to the hashed names."""

    support_js_module_import_aggregation = True
