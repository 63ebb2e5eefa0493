"""How assets are collected for production: only what a page may use, under names that change with the content.

``node_modules`` holds far more than the site serves (source maps, right-to-left copies, a library for every taste),
and some of it refers to files that were never published, on which collecting would fail.
"""

from django.contrib.staticfiles import apps
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFilesConfig(apps.StaticFilesConfig):
    """Stands in INSTALLED_APPS in the place of ``django.contrib.staticfiles``."""

    ignore_patterns = [
        *apps.StaticFilesConfig.ignore_patterns,
        *("*.map", "*.ts", "*.gz", "README*", "package.json"),
        *("*.esm.*", "*.amd.js", "*.cjs.js", "*.rtl.*"),  # other ways to load the same
        *("libs", "types", "ext", "extension"),
        *("flags", "payments", "social"),  # Tabler's pictures, and the style sheets that show them
        *("tabler-flags*", "tabler-payments*", "tabler-socials*", "tabler-marketing*"),
        *("echarts.common*", "echarts.simple*"),
    ]


class AssetStorage(CompressedManifestStaticFilesStorage):
    """The production backend of ``staticfiles``.

    Imports between our own ES modules get the hashed names too, so that a browser never mixes two releases. Source
    maps are not collected, so the comments that name them are left as they are.
    """

    _css, *_source_maps = CompressedManifestStaticFilesStorage.patterns
    _module_imports = CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns
    patterns = (
        (_css[0], tuple(pattern for pattern in _css[1] if "sourceMappingURL" not in str(pattern))),
        ("js/*.js", _module_imports[1]),
    )

    def __init__(self, *args, **kwargs):
        # Uploads are private (FILE_UPLOAD_PERMISSIONS); assets are read by a server that does not own them.
        super().__init__(*args, **{"file_permissions_mode": 0o644, **kwargs})
