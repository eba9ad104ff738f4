"""All settings. Values from outside come through `env.py`; without any of them it is the demo on embedded parts."""

import logging
import zoneinfo
from pathlib import Path

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from prepapp import embedded, env, mail_url

BASE_DIR = Path(__file__).resolve().parent.parent
env.load(BASE_DIR / ".env")

# "demo" is safe by default: it answers only this machine, and brings its own database, broker and outbox.
MODE = env.choice("PREPAPP_MODE", ("demo", "production"), "demo")
IS_DEMO = MODE == "demo"
DATA_DIR = Path(env.text("PREPAPP_DATA_DIR", str(BASE_DIR / ".data")))
if IS_DEMO:
    embedded.make_data_dir(DATA_DIR)

# --- Web ---------------------------------------------------------------------------------------------------------
SECRET_KEY = embedded.own_secret(DATA_DIR) if IS_DEMO else env.secret("SECRET_KEY")
# What seals patients' data in the database, and what it is found by; docs/running.md tells how they are kept.
SEALING_KEYS = env.text("SEALING_KEYS", embedded.own_key(DATA_DIR, "sealing-key") if IS_DEMO else None)
INDEX_KEYS = env.text("INDEX_KEYS", embedded.own_key(DATA_DIR, "index-key") if IS_DEMO else None)
DEBUG = env.flag("DEBUG", default=False)
if DEBUG and not IS_DEMO:
    raise ImproperlyConfigured("DEBUG shows patients' data to whoever meets an error. In production write DEBUG=0.")
# Where `serve` listens.
HOST = env.text("HOST", "127.0.0.1")
PORT = env.number("PORT", 8000)
PUBLIC_URL = env.text("PUBLIC_URL", f"http://localhost:{PORT}" if IS_DEMO else None).rstrip("/")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]") if IS_DEMO else env.words("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
ROOT_URLCONF = "prepapp.urls"
WSGI_APPLICATION = "prepapp.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "anymail",
    "crispy_bootstrap5",
    "crispy_forms",
    "csp",
    "django_htmx",
    "phonenumber_field",
    "procedures",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "procedures.web.headers.Headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "procedures.web.body_limit.BodyLimit",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "procedures.web.speaking.Speaking",
    "procedures.web.not_allowed.NotAllowedPage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "procedures.web.rates.Rates",
    "procedures.web.signing.gate.StaffGate",
    "procedures.web.trail.Trail",  # the innermost: its entry is last in the transaction of the act
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "procedures.web.patient.comfort.comfort",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static" if IS_DEMO else BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# A document may hold 10 MB; the rest of a form is small.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

# --- Who is signed in --------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "procedures.User"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "board"
LOGOUT_REDIRECT_URL = "sign-in"
# Long, and not guessed first; no rules about signs and digits, which only make passwords alike.
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "procedures.hospitals.passwords.NotGuessedFirst"},
]
BREACHED_PASSWORDS = env.text("BREACHED_PASSWORDS", "")
# The first one hashes; the others only read what an older prepapp has written.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
# A second step after the password. Only the demo may do without, and then it says so everywhere.
SECOND_FACTOR_REQUIRED = env.flag("STAFF_SECOND_FACTOR", default=not IS_DEMO)
# Signed out after so long without a touch, and after so long in any case: a long shift and its handover.
STAFF_IDLE_MINUTES = env.number("STAFF_IDLE_MINUTES", 30)
STAFF_SHIFT_HOURS = env.number("STAFF_SHIFT_HOURS", 14)
# What is dangerous asks once more who is there, unless that was proved so many minutes ago.
STAFF_FRESH_MINUTES = 10
IS_HTTPS = PUBLIC_URL.startswith("https://")
# What begins so is taken by browsers from this host alone, over https, for all its paths.
COOKIE_PREFIX = "__Host-" if IS_HTTPS else ""
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
# No script of ours reads a cookie: the form's token stands in the form.
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# In the database, sealed. What the next page is to say is there too: it may name a patient, and a cookie lies open.
SESSION_ENGINE = "procedures.privacy.sessions"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}session"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"

# The hospital's single sign-on, by OpenID Connect. Off while no issuer is named.
OIDC_ISSUER = env.text("OIDC_ISSUER", "")
_oidc = None if OIDC_ISSUER else ""
OIDC_CLIENT_ID = env.text("OIDC_CLIENT_ID", _oidc)
OIDC_CLIENT_SECRET = env.text("OIDC_CLIENT_SECRET", _oidc)
OIDC_NAME = env.text("OIDC_NAME", "your hospital account")
OIDC_TRUSTS_EMAIL = env.flag("OIDC_TRUSTS_EMAIL", default=False)
OIDC_IS_SECOND_FACTOR = env.flag("OIDC_IS_SECOND_FACTOR", default=False)
OIDC_SECOND_FACTOR_ACR = env.words("OIDC_SECOND_FACTOR_ACR", ",")

# --- allauth: only what is routed in web/signing. Nobody signs up, and our own counts stand for its rate limits.
ACCOUNT_ADAPTER = "procedures.web.signing.adapters.StaffAccounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
ACCOUNT_FORMS = {"reauthenticate": "procedures.web.signing.forms.PasswordAgainForm"}
MFA_ADAPTER = "procedures.web.signing.adapters.StaffFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "prepapp"
MFA_TOTP_TOLERANCE = 1  # telephones' clocks are not exact
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "authenticate": "procedures.web.signing.forms.CodeForm",
    "reauthenticate": "procedures.web.signing.forms.CodeAgainForm",
    "activate_totp": "procedures.web.signing.forms.SetUpAppForm",
    "add_webauthn": "procedures.web.signing.forms.SetUpPasskeyForm",
}
SOCIALACCOUNT_ADAPTER = "procedures.web.signing.sso.StaffSignOn"
SOCIALACCOUNT_LOGIN_ON_GET = True  # it leads away to the issuer, which a form may not under our policy
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "sso",
                "name": OIDC_NAME,
                "client_id": OIDC_CLIENT_ID,
                "secret": OIDC_CLIENT_SECRET,
                "settings": {"server_url": OIDC_ISSUER.rstrip("/"), "fetch_userinfo": False},
            }
        ],
    }
}

# --- On the wire -------------------------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = IS_HTTPS and env.flag("SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^metrics$"]  # asked from inside, past the proxy
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("BEHIND_PROXY", default=False) else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
SECURE_HSTS_PRELOAD = IS_HTTPS
# No other site learns an address of ours: a patient's holds the secret of the link.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

# --- Database ----------------------------------------------------------------------------------------------------
DATABASES = {
    "default": dj_database_url.parse(
        env.text("DATABASE_URL", f"sqlite:///{DATA_DIR / 'prepapp.sqlite3'}" if IS_DEMO else None),
        conn_max_age=60,
        conn_health_checks=True,
    )
}
IS_SQLITE = DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"
if IS_SQLITE:
    # One writer at a time, told at the start of its transaction, and nothing lost when the power goes.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Broker ------------------------------------------------------------------------------------------------------
BROKER_SOCKET = embedded.broker_socket(DATA_DIR)
REDIS_URL = env.text("REDIS_URL", f"unix://{BROKER_SOCKET}" if IS_DEMO else None)
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_TASK_IGNORE_RESULT = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"

# --- Mail and texts ----------------------------------------------------------------------------------------------
# Without EMAIL_URL the demo sends to a mail server of its own on this port, which keeps the mails in MAILBOX.
MAIL_PORT = env.number("MAIL_PORT", 2525)
MAILBOX = DATA_DIR / "mailbox"
_mail = mail_url.parse(env.text("EMAIL_URL", f"smtp://127.0.0.1:{MAIL_PORT}" if IS_DEMO else None))
EMAIL_TRANSPORT = _mail.transport
EMAIL_BACKEND = _mail.backend
EMAIL_HOST = _mail.host
EMAIL_PORT = _mail.port
EMAIL_HOST_USER = _mail.user
EMAIL_HOST_PASSWORD = _mail.password
EMAIL_USE_TLS = _mail.use_tls
EMAIL_USE_SSL = _mail.use_ssl
# One answer may take this long: shorter than the lease, as every provider's.
EMAIL_TIMEOUT = 4
ANYMAIL = _mail.anymail | {
    "REQUESTS_TIMEOUT": EMAIL_TIMEOUT,
    # What a mail service must say, as name:password, before its receipts are believed. Empty: none are.
    "WEBHOOK_SECRET": env.text("ANYMAIL_WEBHOOK_SECRET", ""),
}
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "reminders@prepapp.example" if IS_DEMO else None)

# The outbox sends nothing: in production every text would be taken for sent, and reach nobody.
_carriers = ("twilio", "vonage", "notify")
_carrying = (
    env.several("SMS_TRANSPORT", ("outbox", *_carriers), "outbox")
    if IS_DEMO
    else env.several("SMS_TRANSPORT", _carriers, "twilio")
)
if "outbox" in _carrying and len(_carrying) > 1:
    raise ImproperlyConfigured("SMS_TRANSPORT names outbox beside a provider: half of the texts would reach nobody.")
SMS_TRANSPORT = ",".join(_carrying)


# A provider that carries something needs the whole of its settings; for the others they stay empty.
_twilio, _vonage, _notify_texts = (None if name in _carrying else "" for name in _carriers)
_notify_mails = None if EMAIL_TRANSPORT == "notify_mail" else ""
_notify = None if _notify_texts is None else _notify_mails
TWILIO_ACCOUNT_SID = env.text("TWILIO_ACCOUNT_SID", _twilio)
TWILIO_AUTH_TOKEN = env.text("TWILIO_AUTH_TOKEN", _twilio)
TWILIO_FROM = env.text("TWILIO_FROM", _twilio)
VONAGE_APPLICATION_ID = env.text("VONAGE_APPLICATION_ID", _vonage)
VONAGE_PRIVATE_KEY = env.text("VONAGE_PRIVATE_KEY", _vonage)
VONAGE_SIGNATURE_SECRET = env.text("VONAGE_SIGNATURE_SECRET", _vonage)
VONAGE_FROM = env.text("VONAGE_FROM", _vonage)
NOTIFY_API_KEY = env.text("NOTIFY_API_KEY", _notify)
NOTIFY_CALLBACK_TOKEN = env.text("NOTIFY_CALLBACK_TOKEN", _notify)
NOTIFY_SMS_TEMPLATE = env.text("NOTIFY_SMS_TEMPLATE", _notify_texts)
NOTIFY_EMAIL_TEMPLATE = env.text("NOTIFY_EMAIL_TEMPLATE", _notify_mails)
NOTIFY_SMS_SENDER = env.text("NOTIFY_SMS_SENDER", "")
# Only for stand-ins that speak the providers' languages, as the tests do.
TWILIO_API_URL = env.text("TWILIO_API_URL", "")
VONAGE_API_URL = env.text("VONAGE_API_URL", "")
NOTIFY_API_URL = env.text("NOTIFY_API_URL", "")

# How many messages each sender may hand over in a second; 0 is as many as there are.
SENDS_PER_SECOND = {
    "twilio": env.number("TWILIO_PER_SECOND", 0),
    "vonage": env.number("VONAGE_PER_SECOND", 0),
    "notify": env.number("NOTIFY_PER_SECOND", 0),
    "notify_mail": env.number("NOTIFY_PER_SECOND", 0),
    "mail": env.number("MAIL_PER_SECOND", 0),
}

# What Prometheus must say to be told the figures. Empty: nobody is.
METRICS_TOKEN = env.text("METRICS_TOKEN", "")

# A worker that says nothing for this long is taken for dead, and what it was sending is looked up at the provider.
SEND_LEASE_SECONDS = env.number("SEND_LEASE_SECONDS", 60)

# --- Time and language -------------------------------------------------------------------------------------------
# The pinned `tzdata` rules, not whatever the machine has.
zoneinfo.reset_tzpath(())
TIME_ZONE = "UTC"
USE_TZ = True
LANGUAGE_CODE = "en"
# Chosen by patients, kept in the browser and named for what it is.
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}language"
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [BASE_DIR / "procedures" / "locale"]

LOG_LEVEL = logging.getLevelNamesMapping()[env.choice("LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), "INFO")]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "prepapp.logs.WithoutLinks", "format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    # Celery tells of every nudge, several a second: only what goes wrong is worth a line.
    "loggers": {name: {"level": max(LOG_LEVEL, logging.WARNING)} for name in ("celery", "kombu")},
}
