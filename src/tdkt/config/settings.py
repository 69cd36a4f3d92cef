"""Settings of tdkt, read from the data folder and a few variables of the environment; nothing secret is in the tree.

TDKT_DATA      the data folder: database, keys, files (default ./data/office)
DATABASE_URL   a PostgreSQL to use instead of the embedded SQLite, as postgres://user:password@host/name
TDKT_HOSTS     names under which the server answers, joined by commas (default: this machine only)
TDKT_DEBUG     1 shows errors in full; never on a machine that others reach
"""

import os
from pathlib import Path

import dj_database_url

from tdkt.config.keys import secret_key
from tdkt.config.messages import compile_messages

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("TDKT_DATA", "data/office")).absolute()

DEBUG = os.environ.get("TDKT_DEBUG") == "1"
SECRET_KEY = secret_key(DATA)
ALLOWED_HOSTS = os.environ.get("TDKT_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "tdkt.records",
    "tdkt.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tdkt.web.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tdkt.web.policy.PolicyMiddleware",
]

ROOT_URLCONF = "tdkt.config.urls"
WSGI_APPLICATION = "tdkt.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tdkt.web.shell.shell",
            ],
            "builtins": ["tdkt.web.templatetags.tdkt"],
        },
    }
]

SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATA / "register.sqlite3",
    "OPTIONS": {
        # IMMEDIATE: with Django's default a second writer fails at once with "database is locked" instead of waiting.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL: with NORMAL a power cut may take back work that was already acknowledged.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;",
    },
}
DATABASES = {
    "default": dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=60)
    if os.environ.get("DATABASE_URL")
    else SQLITE
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "records.Account"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "tdkt.web.errors.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("TDKT_TLS") == "1"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
FORMAT_MODULE_PATH = ["tdkt.config.formats"]
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
compile_messages(LOCALE_PATHS[0])

STATIC_URL = "/tinh/"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
WHITENOISE_USE_FINDERS = True  # files are served from the package: nothing to collect, nothing to forget
WHITENOISE_MAX_AGE = 3600

FILE_UPLOAD_MAX_MEMORY_SIZE = 4 * 2**20
FILE_UPLOAD_HANDLERS = [
    "tdkt.web.uploads.SizeLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 2**20
MAX_IMPORT_SIZE = 40 * 2**20

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}
