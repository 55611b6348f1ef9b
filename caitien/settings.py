"""Settings of the site (cấu hình): safe as they stand, changed by environment variables only.

==========================  ==========================================================================================
``CAITIEN_VAR``             folder of everything the site keeps: database, files, secret key (``var`` where it starts)
``DATABASE_URL``            another database, such as ``postgres://…`` (SQLite in that folder)
``CAITIEN_ADDRESS``         the address people reach the site by, as ``https://caitien.truong.edu.vn``: it stands in
                            invitations, in letters, and on issued papers with their codes (this machine's own)
``CAITIEN_HOSTS``           names the site answers to besides that, separated by commas (this machine only)
``CAITIEN_HTTPS``           ``1`` where people reach the site by https: cookies then travel by https only
``CAITIEN_PROXIES``         number of trusted proxies in front, for the address in rate limits (0)
``CAITIEN_BACKUPS``         folder of the backups made every night; better on another disk (``backups`` in that folder)
``CAITIEN_BACKUP_KEYS``     public keys (``age1…``, made by ``caitien backup key``) all backups are encrypted for; what
                            opens them stays elsewhere (none: not encrypted)
``CAITIEN_UPLOAD_MB``       largest file a person may drop, in MB (30)
``CAITIEN_BULK_MB``         what an officer may drop at once for many schools, in MB (300)
``CAITIEN_ATTACHMENT_MB``   largest photo or file that goes with what is told of a task, in MB (20)
``CAITIEN_CLAMD``           an antivirus that looks at each photo or file: ``host:port`` of clamd, or the path of its
                            socket; what it finds, and all while it does not answer, is not taken (none)
``CAITIEN_SIGNING_ROOTS``   a file of the certificates (PEM) that chains of signed PDFs may end in; it is looked at by
                            the process that reads such a file (none: no chain is followed, and the page says so)
``CAITIEN_S3_BUCKET``       a bucket of an S3-compatible store for all files, in place of the folder; with
                            ``CAITIEN_S3_ENDPOINT`` (address of the store, ``https://…``), ``_REGION``, ``_KEY``,
                            ``_SECRET`` and perhaps ``_PREFIX`` within the bucket (none)
``CAITIEN_BACKUP_S3_BUCKET``  a bucket each backup is copied to as well, with ``CAITIEN_BACKUP_S3_ENDPOINT``,
                            ``_REGION``, ``_KEY``, ``_SECRET``, ``_PREFIX`` as above: another store than the files'
``CAITIEN_EMAIL_HOST``      mail server for letters; without it words are copied by hand (``_PORT``, ``_USER``,
                            ``_PASSWORD``, ``_FROM`` go with it)
``CAITIEN_OIDC_URL``        another site whose accounts sign in here (Google, Microsoft, a department's own), such as
                            ``https://accounts.google.com``; with ``_ID`` and ``_SECRET`` it gave, and ``_NAME`` for the
                            button (none)
``CAITIEN_WEB_PROCESSES``   processes that answer people (as many as cores, 8 at most; one on Windows)
``CAITIEN_WORKERS``         pieces of background work done at once beside the web server, 0 for none there (2); several
                            machines share the work where they have the same ``DATABASE_URL``,
                            ``CAITIEN_SECRET_KEY``, ``CAITIEN_TRAIL_KEY`` and files
``CAITIEN_LOG``             ``json`` writes the log as lines of JSON, one for each request too (lines for people, no
                            requests)
``CAITIEN_METRICS_TOKEN``   what Prometheus sends as ``Authorization: Bearer …`` to read ``/so-do`` (no such address)
``CAITIEN_DEMO``            ``1`` loads the demo school into an empty site when it is opened
``CAITIEN_TRAIL_KEY``       key of the audit trail's seals (made once and kept in the folder, never in the database)
``CAITIEN_SECRET_KEY``      secret key (made once and kept in the folder)
``CAITIEN_DEBUG``           ``1`` shows programmers' error pages; never on a site that people use
==========================  ==========================================================================================
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF

from caitien.secret_key import kept_secret_key

VAR = Path(os.environ.get("CAITIEN_VAR", "var")).resolve()
DEBUG = os.environ.get("CAITIEN_DEBUG") == "1"
HTTPS = os.environ.get("CAITIEN_HTTPS") == "1"
SECRET_KEY = os.environ.get("CAITIEN_SECRET_KEY") or kept_secret_key(VAR / "secret-key")
TRAIL_KEY = os.environ.get("CAITIEN_TRAIL_KEY") or kept_secret_key(VAR / "trail-key")
ADDRESS = os.environ.get("CAITIEN_ADDRESS", "http://localhost:8000").strip().rstrip("/")
ALLOWED_HOSTS = os.environ.get("CAITIEN_HOSTS", "localhost,127.0.0.1,[::1]").replace(" ", "").split(",")
if own_name := urlsplit(ADDRESS).hostname:
    ALLOWED_HOSTS.append(own_name)

INSTALLED_APPS = [
    "caitien.access",
    "caitien.jobs",
    "caitien.plans",
    "caitien.incoming",
    "caitien.work",
    "caitien.checking",
    "caitien.evidence",
    "caitien.nudges",
    "caitien.needs",
    "caitien.consulting",
    "caitien.papers",
    "caitien.renewal",
    "caitien.reviews",
    "caitien.oversight",
    "caitien.publishing",
    "caitien.notices",
    "caitien.backup",
    "caitien.handover",
    "caitien.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "caitien.web.machine.health.Health",
    "caitien.web.machine.requests_told.TellRequests",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "caitien.web.account.known.KnowWhoAsks",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "caitien.web.requests.led.LeadToPage",
    "caitien.web.errors.RefuseTooLarge",
    "caitien.web.errors.RefuseNul",
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
            ],
        },
    },
    {  # rows of long tables: docs/decisions/jinja.md
        "NAME": "jinja2",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [Path(__file__).parent / "web" / "jinja2"],
        "OPTIONS": {"environment": "caitien.web.machine.row_engine.environment"},
    },
]
ROOT_URLCONF = "caitien.urls"
WSGI_APPLICATION = "caitien.wsgi.application"

# --- data -------------------------------------------------------------------------------------------------------------

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{VAR / 'caitien.sqlite3'}",
        conn_max_age=600,
        conn_health_checks=True,  # a database that was restarted meanwhile is connected to anew
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["ENGINE"] = "caitien.sqlite_in_turn"
    DATABASES["default"]["OPTIONS"] = {
        # A writer takes its turn at the start: two verbs never meet half-way and fail for a lock they cannot get.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,  # seconds a writer waits for its turn
        # Readers never wait for a writer; a connection keeps little, for the system keeps the file for all of them.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA cache_size=-512;",
    }
elif DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    # A statement asked for a third time is planned no more: planning is two thirds of what a page costs PostgreSQL.
    DATABASES["default"].setdefault("OPTIONS", {}).update(server_side_binding=True, prepare_threshold=2)
CACHES = {"default": {"BACKEND": "caitien.access.counting.CountedCache"}}  # wrong guesses, for all processes together
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = VAR / "files"  # what people drop; there is no address for it
BACKUP_RECIPIENTS = os.environ.get("CAITIEN_BACKUP_KEYS", "").replace(",", " ").split()
BACKUP_FOLDER = Path(os.environ.get("CAITIEN_BACKUPS") or VAR / "backups").resolve()
STATIC_ROOT = VAR / "static"
STATIC_URL = "static/"
S3_BUCKET = os.environ.get("CAITIEN_S3_BUCKET", "")
STORAGES: dict[str, dict[str, object]] = {
    "default": {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "endpoint_url": os.environ.get("CAITIEN_S3_ENDPOINT") or None,
            "region_name": os.environ.get("CAITIEN_S3_REGION") or None,
            "access_key": os.environ.get("CAITIEN_S3_KEY") or None,
            "secret_key": os.environ.get("CAITIEN_S3_SECRET") or None,
            "location": os.environ.get("CAITIEN_S3_PREFIX", ""),
            "default_acl": None,  # private, as the bucket is
            "querystring_auth": True,
            "file_overwrite": False,  # names are hashes; what is there stays
            "addressing_style": "path",  # as most stores besides Amazon's want it
        },
    }
    if S3_BUCKET
    else {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "caitien.web.machine.static_files.NamedByContent"},
}
BACKUP_S3_BUCKET = os.environ.get("CAITIEN_BACKUP_S3_BUCKET", "")
if BACKUP_S3_BUCKET:
    STORAGES["backups"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": BACKUP_S3_BUCKET,
            "endpoint_url": os.environ.get("CAITIEN_BACKUP_S3_ENDPOINT") or None,
            "region_name": os.environ.get("CAITIEN_BACKUP_S3_REGION") or None,
            "access_key": os.environ.get("CAITIEN_BACKUP_S3_KEY") or None,
            "secret_key": os.environ.get("CAITIEN_BACKUP_S3_SECRET") or None,
            "location": os.environ.get("CAITIEN_BACKUP_S3_PREFIX", ""),
            "default_acl": None,
            "file_overwrite": False,
            "addressing_style": "path",
        },
    }
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
UPLOAD_LIMIT = int(os.environ.get("CAITIEN_UPLOAD_MB", "30")) * 1024 * 1024
BULK_LIMIT = int(os.environ.get("CAITIEN_BULK_MB", "300")) * 1024 * 1024  # of what an officer drops at once
ATTACHMENT_LIMIT = int(os.environ.get("CAITIEN_ATTACHMENT_MB", "20")) * 1024 * 1024
CLAMD = os.environ.get("CAITIEN_CLAMD", "")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # a form's fields, the file apart
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500  # the places of an office's form: caitien.oversight.forms.keeping.MOST_PLACES
DATA_UPLOAD_MAX_NUMBER_FILES = 500  # of an officer who drops a folder; how much they weigh is bounded apart

# --- background work --------------------------------------------------------------------------------------------------

WORKERS = int(os.environ.get("CAITIEN_WORKERS", "2"))
LONGEST_JOB = 5 * 60  # seconds; what takes longer is ended and tried again
CHECK_PATIENCE = 30  # seconds a page shows the check kept last while the workers run it anew; then it runs it itself

# --- people -----------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS: list[dict[str, object]] = [
    {
        "NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator"},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": "caitien.web.account.passwords.NotOfTheField"},
    {"NAME": "caitien.web.account.passwords.NotTooLong"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "caitien.web.account.sign_in.Door"
ACCOUNT_FORMS = {
    "login": "caitien.web.account.forms.SignInForm",
    "change_password": "caitien.web.account.forms.PasswordForm",
    "set_password": "caitien.web.account.forms.FirstPasswordForm",
    "reauthenticate": "caitien.web.account.forms.PasswordAgainForm",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_EMAIL_VERIFICATION = "none"

ACCOUNT_LOGOUT_REDIRECT_URL = LOGOUT_REDIRECT_URL
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60  # seconds for which a password or code need not be given again
ACCOUNT_RATE_LIMITS = {  # a staff room is one address: what is counted by address is generous
    "login": "60/m/ip",
    "login_failed": "20/m/ip,5/5m/key",  # codes as well as passwords; the key: caitien.web.account.guessing
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("CAITIEN_PROXIES", "0"))
PASSWORD_RESET_TIMEOUT = 24 * 3600  # seconds a link to set a password opens
SESSION_ENGINE = "caitien.web.account.known"  # Django's own rows in the database, found quicker
SESSION_COOKIE_AGE = 14 * 24 * 3600

MFA_ADAPTER = "caitien.web.account.sign_in.Factors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # this machine's own name; elsewhere browsers want https themselves
MFA_TOTP_ISSUER = "CảiTiến"
MFA_TOTP_TOLERANCE = 1  # the clock of a telephone may be half a minute off
MFA_RATE_LIMITS = {"webauthn_login": "30/m/ip"}
MFA_FORMS = {
    "authenticate": "caitien.web.account.forms.CodeForm",
    "reauthenticate": "caitien.web.account.forms.CodeConfirmForm",
    "activate_totp": "caitien.web.account.forms.FirstCodeForm",
    "add_webauthn": "caitien.web.account.forms.KeyForm",
    "edit_webauthn": "caitien.web.account.forms.KeyNameForm",
}

OIDC_URL = os.environ.get("CAITIEN_OIDC_URL", "")
OIDC_APPS = (
    [
        {
            "provider_id": "ngoai",
            "name": os.environ.get("CAITIEN_OIDC_NAME", "tài khoản ngành"),
            "client_id": os.environ.get("CAITIEN_OIDC_ID", ""),
            "secret": os.environ.get("CAITIEN_OIDC_SECRET", ""),
            "settings": {"server_url": OIDC_URL, "oauth_pkce_enabled": True},
        }
    ]
    if OIDC_URL
    else []
)
SOCIALACCOUNT_ADAPTER = "caitien.web.account.sign_in.KnownOnly"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": OIDC_APPS}}

EMAIL_HOST = os.environ.get("CAITIEN_EMAIL_HOST", "")  # "" where no mail goes out
EMAIL_PORT = int(os.environ.get("CAITIEN_EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("CAITIEN_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("CAITIEN_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = EMAIL_PORT == 587
DEFAULT_FROM_EMAIL = os.environ.get("CAITIEN_EMAIL_FROM", EMAIL_HOST_USER)
EMAIL_TIMEOUT = 10  # seconds

# --- safety -----------------------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # the pictures within Pico's style sheet
        "connect-src": [SELF],
        "object-src": [NONE],
        "form-action": [SELF, *([f"https://{urlsplit(OIDC_URL).netloc}"] if OIDC_URL else [])],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
if HTTPS:  # names a browser takes from this very host alone
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
CSRF_COOKIE_HTTPONLY = True  # no script of ours reads it
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_SSL_REDIRECT = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS  # of the site's own name, which has none
CSRF_FAILURE_VIEW = "caitien.web.errors.stale_form"

# --- language ---------------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"

# --- telling whoever runs the site ------------------------------------------------------------------------------------

LOG_JSON = os.environ.get("CAITIEN_LOG") == "json"
METRICS_TOKEN = os.environ.get("CAITIEN_METRICS_TOKEN", "")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "without_secrets": {"()": "caitien.web.machine.logs.WithoutSecrets"},
        "without_trace": {"()": "caitien.web.machine.logs.WithoutTrace"},
    },
    "formatters": {"lines": {"()": "caitien.web.machine.logs.Json" if LOG_JSON else "caitien.web.machine.logs.Plain"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["without_secrets", "without_trace"],
            "formatter": "lines",
        }
    },
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "caitien": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
