"""The site's settings as the benchmark runs them: no debugging, floors beside the pages, a database of its own."""

import os

os.environ.setdefault("TEST_NAME", "bench")  # names the database, and the keys of sessions and cache
os.environ["DJANGO_DEBUG"] = "False"

os.environ["MFA_REQUIRED_FOR_DISTRICT"] = "True"  # the middleware of production

# E402: it reads the environment when it is imported. TID251: there is nothing else to take the settings from.
from config import settings as site  # noqa: E402, TID251

for _name in dir(site):
    if _name.isupper():
        globals()[_name] = getattr(site, _name)

ROOT_URLCONF = "scripts.bench.urls"

# A page's floor prints a fixed template; the templates are put here while the benchmark runs.
FLOOR_TEMPLATES: dict[str, str] = {}
TEMPLATES = [dict(site.TEMPLATES[0])]
TEMPLATES[0]["OPTIONS"] = {
    **site.TEMPLATES[0]["OPTIONS"],
    "loaders": [
        (
            "django.template.loaders.cached.Loader",
            [
                ("django.template.loaders.locmem.Loader", FLOOR_TEMPLATES),
                "django.template.loaders.filesystem.Loader",
                "django.template.loaders.app_directories.Loader",
            ],
        )
    ],
}

# The storm's web server is told the name; the benchmark itself lets Django's test database have its way.
DATABASES = {"default": {**site.DATABASES["default"], "CONN_MAX_AGE": None}}
if _database := os.environ.get("BENCH_DATABASE"):
    DATABASES["default"]["NAME"] = _database
MEDIA_ROOT = os.environ.get("BENCH_MEDIA", site.MEDIA_ROOT)
