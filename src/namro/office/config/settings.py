"""Django's settings, made from the environment; what an office may choose stands in `environment.py`.

Sign-in has its own file, `sign_in.py`. Nothing here opens the database or the network.
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from namro.errors import UsageError
from namro.office.config.environment import read_environment, secret_key
from namro.office.config.logs import logging_settings

ENVIRONMENT = read_environment(os.environ)
OFFICE = Path(__file__).parents[1]

SECRET_KEY = secret_key(ENVIRONMENT)
DEBUG = ENVIRONMENT.debug
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
ROOT_URLCONF = "namro.office.config.urls"
WSGI_APPLICATION = "namro.office.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "namro.office.dashboards",
    "namro.office.exchange",
    "namro.office.review",
    "namro.office.search",
    "namro.office.directives",
    "namro.office.notices",
    "namro.office.accounts",
    "namro.office.ledger",
    "namro.office.common",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    "namro.office.common.requests.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "namro.office.common.security.SecurityHeaders",
    "namro.office.common.security.BodyLimit",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "namro.office.common.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "namro.office.accounts.middleware.SignInSteps",
    "django_htmx.middleware.HtmxMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "namro.office.common.context.office",
                "namro.office.ledger.context.head",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # an app's templates may then draw a field


def _databases(url: str) -> dict[str, object]:
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": ENVIRONMENT.data / "namro.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",  # a writer waits its turn at the start, not in the middle
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise UsageError(
            "setting-wrong", name="NAMRO_DATABASE_URL", given=parts.scheme or url, wanted="postgresql://…/name"
        )
    options = dict(parse_qsl(parts.query))  # as libpq has it: sslmode, or host where the server is a socket's folder
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5, **options},
    }


DATABASES = {"default": _databases(ENVIRONMENT.database_url)}
CACHES = {
    # Shared by all processes: the rates of sign-in are counted in it. Made by `namro office init` and `namro serve`.
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "office_cache", "TIMEOUT": 3600},
}

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Languages, days and figures

LANGUAGE_CODE = ENVIRONMENT.language
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

# Files that pages need. Hashed names, to be kept for a year, once `config/start.py` has collected them.

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.data / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.InMemoryStorage"
    },  # uploads go to `common/files.py`, nowhere else
    "staticfiles": {"BACKEND": "namro.office.common.hashed.HashedOrPlain"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False

# What comes in: files are streamed to the disk, never held in memory.

FILE_UPLOAD_HANDLERS = [
    "namro.office.common.security.CountedUpload",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_TEMP_DIR = ENVIRONMENT.data / "incoming"
FILE_UPLOAD_TEMP_DIR.mkdir(parents=True, exist_ok=True)
DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_NUMBER_FILES = 4 * ENVIRONMENT.upload_files  # what is over the limit is told file by file

# Cookies, and what browsers are told

_SAFE_NAME = "__Host-" if ENVIRONMENT.https else ""  # browsers then take it from this very site by https only
SESSION_COOKIE_NAME = f"{_SAFE_NAME}namro-session"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_NAME = f"{_SAFE_NAME}namro-csrf"
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = ENVIRONMENT.https
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"

X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if ENVIRONMENT.https else 0
SECURE_SSL_REDIRECT = ENVIRONMENT.https and ENVIRONMENT.behind_proxy
SECURE_REDIRECT_EXEMPT = [r"^suc-khoe$"]  # asked by the machine itself, without https
if ENVIRONMENT.behind_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
if ENVIRONMENT.https:
    CSRF_TRUSTED_ORIGINS = [f"https://{'*' if one.startswith('.') else ''}{one}" for one in ALLOWED_HOSTS if one != "*"]

LOGGING = logging_settings(ENVIRONMENT.log_level)
LOGGING_SECRETS = tuple(
    secret
    for secret in (
        SECRET_KEY,
        ENVIRONMENT.oidc_secret,
        unquote(urlsplit(ENVIRONMENT.database_url).password or ""),
    )
    if secret
)

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]

from namro.office.config.sign_in import *  # noqa: E402, F403  (after what it builds on)
