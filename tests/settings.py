"""The product's settings, less what would only make tests slow."""

import os

from lineal.settings import *  # noqa: F403 - a settings module is its names
from lineal.settings import DATA_DIR, DATABASES, STORAGES

# A file, as in production: several connections at once behave differently in memory.
DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
if "postgres" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["TEST"] = {"NAME": f"test_{DATA_DIR.name}".replace("-", "_")}
# What a test writes needs to survive no power cut.
os.fsync = lambda descriptor: None
if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["tests.hashers.QuickArgon2"]
LOGGING = {"version": 1, "disable_existing_loggers": False}
