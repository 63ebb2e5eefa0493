"""Settings, from the environment only. Whatever is missing in production says which command mends it."""

import os
from datetime import timedelta
from pathlib import Path

import dj_database_url
import pgtrigger
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config.lib import embedded
from config.lib.env import env_bool, env_int, env_list, env_mail, env_robot, env_secret

BASE_DIR = Path(__file__).resolve().parent.parent

# --- What kind of installation ---------------------------------------------------------------------------------
PRODUCTION = env_bool("DJANGO_PRODUCTION", default=False)
DEBUG = env_bool("DJANGO_DEBUG", default=not PRODUCTION)

# A plain `pytest` keeps its servers apart from the running site's: a test may empty the cache.
VAR_DIR = Path(os.environ.get("VAR_DIR") or BASE_DIR / "var" / ("test" if "PYTEST_VERSION" in os.environ else ""))
SECRET_KEY = env_secret("DJANGO_SECRET_KEY", keep_in=None if PRODUCTION else VAR_DIR)
# Encrypts ID numbers. Losing it loses them; changing it needs a re-encryption run.
FIELD_KEY = env_secret("FIELD_KEY", keep_in=None if PRODUCTION else VAR_DIR)
ALLOWED_HOSTS = env_list("DJANGO_ALLOWED_HOSTS", default="" if PRODUCTION else "*")
# Where people reach the site: it stands in the code that is printed on a circular.
SITE_URL = os.environ.get("SITE_URL", "").rstrip("/") or (
    f"https://{ALLOWED_HOSTS[0].removeprefix('.')}" if PRODUCTION and ALLOWED_HOSTS else "http://localhost:8000"
)
CSRF_TRUSTED_ORIGINS = env_list("DJANGO_CSRF_TRUSTED_ORIGINS")

# --- Applications ----------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "branches",
    "evidence",
    "notices",
    "ledgers",
    "cadres",
    "facilities",
    "economy",
    "audits",
    "dashboards",
    "config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "config.assets.StaticFilesConfig",
    "django.contrib.postgres",
    "treebeard",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "branches.middleware.IdleMiddleware",
    "branches.middleware.HatMiddleware",
    "branches.middleware.MfaRequiredMiddleware",
    "branches.middleware.HistoryMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ]
            if PRODUCTION or not env_bool("TEMPLATE_RELOAD", default=False)
            else [
                "django.template.loaders.filesystem.Loader",
                "django.template.loaders.app_directories.Loader",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.page",
                "dashboards.context.guide",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "config.templatetags.ui"],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- Database, cache, queue ------------------------------------------------------------------------------------
DATABASE_URL = os.environ.get("DATABASE_URL") or embedded.database_url(VAR_DIR)
REDIS_URL = os.environ.get("REDIS_URL") or embedded.redis_url(VAR_DIR)
# Tests that run side by side in one tree each name their own database.
TEST_NAME = os.environ.get("TEST_NAME", "")

DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=env_int("DB_CONN_MAX_AGE", 60))}
DATABASES["default"]["TEST"] = {"NAME": f"test_branchwork{'_' + TEST_NAME if TEST_NAME else ''}"}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": f"branchwork{TEST_NAME}",
    }
}

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True  # a killed worker leaves its job in the queue; every job is idempotent
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "global_keyprefix": f"branchwork{TEST_NAME}:",
}
CELERY_TIMEZONE = "Asia/Shanghai"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")
CELERY_BEAT_SCHEDULE = {
    # Every ten minutes: open months, remind, escalate, lock, circulate. What is not due is left alone.
    "tick": {"task": "audits.tasks.tick", "schedule": crontab(minute="*/10")},
    # Every minute: hand messages to the mail server and the robots. A call that waited a minute gives way to the next.
    "send": {"task": "notices.tasks.send", "schedule": crontab(), "options": {"expires": 55}},
    # Every ten minutes: long exports that a worker lost, files that are a day old.
    "settle-exports": {"task": "dashboards.tasks.settle", "schedule": crontab(minute="5-59/10")},
}

# --- People ----------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "branches.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SESSION_REMEMBER = False  # no "remember me": the session ends with the browser or the idle time-out
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "branches.accounts.AccountAdapter"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "10/m/ip,5/5m/key"}
ACCOUNT_FORMS = {"login": "branches.accounts.LoginForm"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "村级党组织建设"  # i18n: data -- shown inside the person's authenticator
# District roles sign circulars and read every branch: a second factor is asked of them in production.
MFA_REQUIRED_FOR_DISTRICT = env_bool("MFA_REQUIRED_FOR_DISTRICT", default=PRODUCTION)

SESSION_ENGINE = "django.contrib.sessions.backends.cache"
SESSION_COOKIE_AGE = int(timedelta(minutes=env_int("SESSION_IDLE_MINUTES", 30)).total_seconds())
SESSION_SAVE_EVERY_REQUEST = False  # what renews the time-out is branches.middleware.IdleMiddleware
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = False  # the upload module reads it
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- History ---------------------------------------------------------------------------------------------------
PGHISTORY_APPEND_ONLY = True
PGHISTORY_LEVEL = pgtrigger.Statement  # a bulk verdict of 345 rows pays for one trigger, not for 345
PGHISTORY_MIDDLEWARE_METHODS = ("POST",)

# --- Messages that leave the site ------------------------------------------------------------------------------
# The address that links in messages start with.
SITE_URL = os.environ.get("SITE_URL") or (
    f"https://{ALLOWED_HOSTS[0]}" if PRODUCTION and ALLOWED_HOSTS else "http://127.0.0.1:8000"
)
# None where no mail is sent; production says so itself with MAIL_HOST=none.
MAIL = env_mail(is_required=PRODUCTION)
# Where the robots of chat groups are called. An office with its own installation (政务微信 …) names it here.
ROBOT_URLS = {
    "wecom": env_robot("ROBOT_WECOM_URL", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={token}"),
    "dingtalk": env_robot("ROBOT_DINGTALK_URL", "https://oapi.dingtalk.com/robot/send?access_token={token}"),
    "feishu": env_robot("ROBOT_FEISHU_URL", "https://open.feishu.cn/open-apis/bot/v2/hook/{token}"),
}
# The first word of Notice.about → who says whether it is still due (see notices/still_due.py).
NOTICE_STILL_DUE = {
    "ledger": "ledgers.still_due.ledgers_due",
    "records": "ledgers.reminders.still_due.records_due",
    "overdue": "audits.selectors.overdue.overdue_still",
    "receipt": "audits.selectors.overdue.receipts_due",
}

# --- Language and time -----------------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
FORMAT_MODULE_PATH = ["config.formats"]

# --- Files -----------------------------------------------------------------------------------------------------
NODE_MODULES = Path(os.environ.get("NODE_MODULES") or BASE_DIR / "node_modules")
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
if not PRODUCTION:
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns when it is not there yet
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("tabler", NODE_MODULES / "@tabler" / "core" / "dist"),
    ("htmx", NODE_MODULES / "htmx.org" / "dist"),
    ("echarts", NODE_MODULES / "echarts" / "dist"),
]
MEDIA_ROOT = Path(os.environ.get("MEDIA_ROOT") or VAR_DIR / "media")
MEDIA_URL = ""  # no address leads to a file but the permission-checked views of `evidence` and `audits`
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "config.assets.AssetStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a roll call of 400 members has four fields a row
EVIDENCE_MAX_BYTES = env_int("EVIDENCE_MAX_BYTES", 20 * 1024 * 1024)
EVIDENCE_MAX_PIXELS = env_int("EVIDENCE_MAX_PIXELS", 60_000_000)
EVIDENCE_MAX_SIDE = env_int("EVIDENCE_MAX_SIDE", 4096)
EVIDENCE_MAX_FILES = env_int("EVIDENCE_MAX_FILES", 20)

# --- Safety ----------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
if PRODUCTION:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = env_bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = env_int("SECURE_HSTS_SECONDS", 31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    # The proxy is the only thing that reaches the server, so its header names the real client for rate limits.
    ALLAUTH_TRUSTED_CLIENT_IP_HEADER = "X-Real-IP"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    # It would write people's addresses into the log; what went wrong is kept with the message, in words.
    "loggers": {"apprise": {"handlers": [], "propagate": False}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
}
