"""Settings that all three sites and the command line share; each site adds its own few."""

from candour.sites import environment

DATA = environment.folder("CANDOUR_DATA", ".candour")
SECRETS = environment.folder("CANDOUR_SECRETS", str(DATA / "secrets"))
# Whether the database is the private one that `candour up` started.
EMBEDDED = environment.flag("CANDOUR_EMBEDDED", default=False)
DEMO = environment.flag("CANDOUR_DEMO", default=False)
PORT = environment.number("CANDOUR_PORT", 0)

SECRET_KEY = environment.secret(SECRETS, "django.key").hex()
DEBUG = False
DATABASES = {"default": environment.database("CANDOUR_DB_URL")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "guard.Account"

USE_TZ = True
TIME_ZONE = environment.text("CANDOUR_TIME_ZONE", "Europe/London")
USE_I18N = True
LANGUAGE_CODE = "en-gb"

# Every view runs in one transaction that carries the actor; guard.middleware opens it.
ATOMIC_REQUESTS = False

STATIC_URL = "/static/"
STATIC_ROOT = environment.folder("CANDOUR_STATIC", str(DATA / "static"))
# Where the build put the style sheets of others, without their fonts and crests.
STATICFILES_DIRS = [environment.folder("CANDOUR_ASSETS", "build/assets")]
# Beside them, where the build puts the compiled translations; only the report site has any.
LOCALE_PATHS = [STATICFILES_DIRS[0].parent / "locale"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "candour.sites.context.frame",
            ],
            "builtins": ["candour.pages.templatetags.candour"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Uploads never touch disk unsealed: only the memory handler exists.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# Counted by the handler that seals files, which answers in words; no other page takes any.
DATA_UPLOAD_MAX_NUMBER_FILES = None
# Attached files, sealed: nothing else ever stands there.
BLOBS = environment.folder("CANDOUR_BLOBS", str(DATA / "blobs"))
# Pages that everybody may read until their last day; the report site shows this folder.
PUBLISHED = environment.folder("CANDOUR_PUBLISHED", str(DATA / "published"))
# Figures that everybody may read, release by release; any web server can show this folder.
FIGURES = environment.folder("CANDOUR_FIGURES", str(DATA / "figures"))
# Where a force's present case system lays its files, and takes up those that are given back.
CASE_SYSTEM = environment.folder("CANDOUR_CASE_SYSTEM", str(DATA / "case-system"))
# How much of the room for files may be taken by those that nobody has sent yet.
BLOBS_PERCENT = environment.number("CANDOUR_BLOBS_PERCENT", 50)
# Where a malware scanner listens, if there is one: a socket of clamd's.
CLAMD = environment.folder("CANDOUR_CLAMD", "/run/clamav/clamd.ctl")

# Mail says that something waits and nothing else. Without a host it is written into a folder.
EMAIL_HOST = environment.text("CANDOUR_MAIL_HOST", "none")
EMAIL_PORT = environment.number("CANDOUR_MAIL_PORT", 25)
_WAY = "filebased" if EMAIL_HOST == "none" else "smtp"
EMAIL_BACKEND = f"django.core.mail.backends.{_WAY}.EmailBackend"
EMAIL_FILE_PATH = str(DATA / "mail")
EMAIL_USE_TLS = environment.flag("CANDOUR_MAIL_TLS", default=False)
DEFAULT_FROM_EMAIL = environment.text("CANDOUR_MAIL_FROM", "candour@localhost")

X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# Nothing here may hold report text, names or addresses: requests are never logged.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"bare": {"()": "candour.sites.logs.Bare"}},
    "formatters": {"plain": {"format": "{levelname} {name} {message}", "style": "{"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["bare"]}
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}

# The log's name in its checkpoints and promises, and the seats this process serves.
LOG_ORIGIN = environment.text("CANDOUR_LOG_ORIGIN", "candour.localhost/log")
# Which witnesses are pinned and how many must cosign; nobody unless the file says so.
WITNESSES = environment.witnesses(SECRETS, "witnesses")
# What the log publishes, as static files: tiles of hashes and the head.
LOG_FILES = environment.folder("CANDOUR_LOG_FILES", str(DATA / "log"))
# Secrets that only some processes are given; a site that can't do without one says so itself.
FORM_KEYS = [environment.optional_secret(SECRETS, "form.key")]
DEPLOYMENT_SALT = environment.optional_secret(SECRETS, "deployment.salt")
PROMISE_SEED = environment.optional_secret(SECRETS, "promise.key")
FILE_SECRET = environment.optional_secret(SECRETS, "file.key")
LOG_SEED = environment.optional_secret(SECRETS, "log.key")
# With ML-DSA-44 the log signs a second time, for when Ed25519 no longer holds.
LOG_SECOND_SEED = environment.optional_secret(SECRETS, "log-mldsa.key")
LOG_SECOND_PUBLIC = environment.optional_secret(SECRETS, "log-mldsa.pub")
LEAF_KEY = environment.optional_secret(SECRETS, "leaf.key")
LOG_PUBLIC = environment.optional_secret(SECRETS, "log.pub")
# By what published counts are rounded: who has it could undo some of the rounding.
FIGURES_KEY = environment.optional_secret(SECRETS, "figures.key")
# What is searched for is sealed by the site to the worker, which compares it with what is hidden.
ALARM_PRIVATE = environment.optional_secret(SECRETS, "alarm.key")
ALARM_PUBLIC = environment.optional_secret(SECRETS, "alarm.pub")
PROMISE_PUBLIC = environment.optional_secret(SECRETS, "promise.pub")
SITE_SEATS: frozenset[str] = frozenset()
SITE_LABEL = ""
# What the people of a deployment call their identity provider; empty where there is none.
IDENTITY_PROVIDER_NAME = ""
# The items of the site's menu: what each says and where it leads.
NAVIGATION: tuple[tuple[str, str], ...] = ()
# What stands there instead for a seat that has other pages.
SEAT_NAVIGATION: dict[str, tuple[tuple[str, str], ...]] = {}
# A cookie of its own would outlive the session's rules.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
# Where "Leave this page" leads: dull, quick and innocent.
LEAVE_TO = environment.text("CANDOUR_LEAVE_TO", "https://www.bbc.co.uk/weather")
# Where "Leave this page" points; the report site leaves by a page of its own.
EXIT_URL = LEAVE_TO
# The report site's address inside Tor, which its pages offer; empty where there is none.
ONION = environment.onion("CANDOUR_ONION")
# How many requests of one kind a process of the report site works on at once, and for how many
# seconds the next one waits before it is told, with all its text, that there are too many.
AT_ONCE = environment.number("CANDOUR_AT_ONCE", 6)
PATIENCE = environment.number("CANDOUR_PATIENCE", 3)
# How often submissions are sealed: once a day, or every so many seconds in a demonstration.
SEAL_SECONDS = environment.number("CANDOUR_SEAL_SECONDS", 0)
# Seat certificates chain to this key; its private half is kept offline.
ROOT_PUBLIC = environment.optional_secret(SECRETS, "root.pub")
