"""Every setting comes from the environment; the defaults run the embedded server.

docs/reference/env.md lists the variables. Each may be given as NAME_FILE, the path of a file
that holds the value, which is how containers hand over secrets.
"""

import secrets
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environ.fileaware_mapping import FileAwareMapping

from lineal import logs
from lineal.values import bucket, database, natural, one_of, switch, web_address, words

T = TypeVar("T")
D = TypeVar("D")
ENVIRONMENT = FileAwareMapping()


def read(name: str, parse: Callable[[str], T], default: D) -> T | D:
    """The variable's value, or a refusal that says its name (never a secret's value)."""
    try:
        raw = ENVIRONMENT.get(name, "").strip()
        return parse(raw) if raw else default
    except (ValueError, OSError) as error:
        raise ImproperlyConfigured(f"{name} is refused: {error}") from error


def kept_secret(path: Path) -> str:
    """A key made at the first start, so that no installation runs on a public default."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Linking the finished file means that two processes starting at once agree on one key.
        draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        if not path.exists():
            draft.touch(mode=0o600)
            draft.write_text(secrets.token_urlsafe(48))
            with suppress(FileExistsError):
                path.hardlink_to(draft)
            draft.unlink()
        if path.stat().st_mode & 0o077:
            raise ImproperlyConfigured(f"{path} may be read by others: chmod 600 {path}")
        return path.read_text()
    except OSError as error:
        raise ImproperlyConfigured(f"LINEAL_DATA_DIR is refused: {error}") from error


# --- Where things are
BASE_DIR = Path(__file__).resolve().parent.parent
IS_CHECKOUT = (BASE_DIR / "manage.py").is_file()
ASSETS = BASE_DIR if IS_CHECKOUT else Path(__file__).parent / "_assets"
HOME = BASE_DIR / "data" if IS_CHECKOUT else Path.home() / ".lineal"
# The demo keeps to a folder of its own, so that no other server ever has its accounts.
DEMO = read("LINEAL_DEMO", switch, False)
DATA_DIR = read("LINEAL_DATA_DIR", Path, HOME / "demo" if DEMO else HOME).absolute()
FILES_DIR = DATA_DIR / "files"
BUCKET = read("LINEAL_STORAGE", bucket, None)
BASE_URL = read("LINEAL_BASE_URL", web_address, "")
HTTPS = BASE_URL.startswith("https://")
PROXY_COUNT = read("LINEAL_PROXY_COUNT", natural, 0)
TEST_HOOKS = read("LINEAL_TEST_HOOKS", switch, False)

# --- Django
DEBUG = read("LINEAL_DEBUG", switch, False)
SECRET_KEY = read("LINEAL_SECRET_KEY", str, "") or kept_secret(DATA_DIR / "secret_key")
ALLOWED_HOSTS = read("LINEAL_ALLOWED_HOSTS", words, ["localhost", "127.0.0.1", "[::1]"])
ALLOWED_HOSTS += [urlsplit(BASE_URL).hostname or ""] if BASE_URL else []
INSTALLED_APPS = [
    "registry",
    "lineage",
    "ninja",
    "django.forms",
    "axes",
    "csp",
    "django_structlog",
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "lineal.middleware.RequestLogMiddleware",
    "lineal.middleware.TraceMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "lineal.middleware.NulMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "lineal.middleware.PrivateMiddleware",
    "lineal.middleware.ProblemMiddleware",
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
ROOT_URLCONF = "lineal.urls"
WSGI_APPLICATION = "lineal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ASSETS / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# --- Database
DATABASES = {
    "default": {
        **read("DATABASE_URL", database, database(f"sqlite:///{DATA_DIR / 'lineal.sqlite3'}")),
        # A new connection costs more than most requests (PostgreSQL: 4 ms; SQLite: a cold cache).
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }
}
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 5,
        # The lineage queries, which bind on the server, halve their cost as prepared statements.
        "prepare_threshold": 3 if read("LINEAL_PREPARED_STATEMENTS", switch, True) else None,
        **DATABASES["default"].get("OPTIONS", {}),
    }
else:
    # NORMAL survives a crash or kill of the server; only a power cut may take the last commits,
    # and never the file's integrity. FULL closes that gap for one fsync per commit (4x slower).
    SYNCHRONOUS = read("LINEAL_SQLITE_SYNCHRONOUS", one_of("NORMAL", "FULL"), "NORMAL")
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 30,
        # A transaction that reads first and writes later would fail at once instead of waiting.
        "transaction_mode": "IMMEDIATE",
        "init_command": f"PRAGMA journal_mode=WAL; PRAGMA synchronous={SYNCHRONOUS};",
    }

# --- People
AUTH_USER_MODEL = "registry.User"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{check}Validator"}
    for check in ("UserAttributeSimilarity", "MinimumLength", "CommonPassword", "NumericPassword")
    if not TEST_HOOKS
]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_TEMPLATE = "registry/locked.html"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
if PROXY_COUNT:
    AXES_IPWARE_PROXY_COUNT = PROXY_COUNT
    AXES_IPWARE_META_PRECEDENCE_ORDER = ("HTTP_X_FORWARDED_FOR",)

# --- Browser safety
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "connect-src": ["'self'"],
        "font-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
# Other hosts of the domain are not ours to bind; the proxy sends plain HTTP to TLS.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W008", "security.W021"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-lineal" if HTTPS else "lineal"
CSRF_COOKIE_NAME = "__Host-lineal-csrf" if HTTPS else "lineal-csrf"
CSRF_TRUSTED_ORIGINS = [BASE_URL] if BASE_URL else []
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY_COUNT else None
# One flush of the SDK's file stream is a JSON body of up to about 10 MiB; files are streamed.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

# --- Runs
# Seconds without a sign of life after which a run counts as crashed; 0: never.
CRASH_AFTER = read("LINEAL_CRASH_AFTER", natural, 300)

# --- Static files
STATIC_URL = "/static/"
STATICFILES_DIRS = [ASSETS / "static"]
STATIC_ROOT = read("LINEAL_STATIC_DIR", Path, DATA_DIR / "static").absolute()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "lineal.staticfiles.HashedModulesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# --- Language and time
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
TIME_ZONE = "UTC"

# --- Logs
# The demo prints who can sign in: a line for each request would push that out of sight.
LOG_LEVEL_DEFAULT = "WARNING" if DEMO else "INFO"
LOG_LEVELS = one_of("DEBUG", "INFO", "WARNING", "ERROR")
LOG_LEVEL = read("LINEAL_LOG_LEVEL", LOG_LEVELS, LOG_LEVEL_DEFAULT)
LOG_DEFAULT = "console" if sys.stderr.isatty() else "json"
LOG_FORMAT = read("LINEAL_LOG_FORMAT", one_of("json", "console"), LOG_DEFAULT)
LOGGING = logs.configure(LOG_LEVEL, LOG_FORMAT)
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = 10
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False  # it would believe any X-Forwarded-For header
