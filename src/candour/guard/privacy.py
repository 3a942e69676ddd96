"""How sensitive each field is: the classes, and the register for tables that others' apps bring.

A model of Candour's own says it of itself in `class Privacy`; a test fails on a field that nobody
classified. docs/reference/privacy.md is generated from both.
"""

from collections.abc import Mapping, Sequence

Classes = Mapping[str, Sequence[str]]

# Most sensitive last; a class says what a field can tell, not how it is protected.
CLASSES: Mapping[str, str] = {
    "public": "Anyone may know it.",
    "official": "How the work is done: ids, codes, dates, statuses. Tells little about a person by"
    " itself.",
    "personal": "Tells something about a person who can be identified.",
    "special_category": "A protected characteristic, such as ethnicity or sex.",
    "identity": "Says who somebody is: a name, a number, a user name, an address.",
    "secret": "A key, a password, a capability or sealed content: useless or closed without a key,"
    " and never shown.",
}

# By model label; every field once, as for Candour's own models.
OTHERS: Mapping[str, Classes] = {
    "account.EmailAddress": {
        "official": ("id", "user", "verified", "primary"),
        "identity": ("email",),
    },
    "account.EmailConfirmation": {
        "official": ("id", "email_address", "created", "sent"),
        "secret": ("key",),
    },
    "auth.Group": {"official": ("id", "name")},
    "auth.Group_permissions": {"official": ("id", "group", "permission")},
    "auth.Permission": {"public": ("id", "name", "content_type", "codename")},
    "contenttypes.ContentType": {"public": ("id", "app_label", "model")},
    "mfa.Authenticator": {
        "official": ("id", "user", "type", "created_at", "last_used_at"),
        "secret": ("data",),
    },
    "procrastinate.ProcrastinateEvent": {"official": ("id", "job", "type", "at")},
    "procrastinate.ProcrastinateJob": {
        "official": (
            "id", "queue_name", "task_name", "priority", "lock", "args", "status", "scheduled_at",
            "attempts", "queueing_lock", "abort_requested", "worker",
        ),
    },
    "procrastinate.ProcrastinatePeriodicDefer": {
        "official": ("id", "task_name", "defer_timestamp", "job", "periodic_id"),
    },
    "procrastinate.ProcrastinateWorker": {"official": ("id", "last_heartbeat")},
    "socialaccount.SocialAccount": {
        "official": ("id", "user", "provider", "last_login", "date_joined"),
        "identity": ("uid", "extra_data"),
    },
    "socialaccount.SocialApp": {
        "official": ("id", "provider", "provider_id", "name", "client_id", "settings"),
        "secret": ("secret", "key"),
    },
    "socialaccount.SocialToken": {
        "official": ("id", "app", "account", "expires_at"),
        "secret": ("token", "token_secret"),
    },
    "sessions.Session": {
        "official": ("expire_date",),
        "secret": ("session_key", "session_data"),
    },
}  # fmt: skip

# By table name: what stands in the database without a model.
WITHOUT_MODEL: Mapping[str, Classes] = {
    "django_migrations": {"public": ("id", "app", "name", "applied")},
}

# What those tables are for; a model of Candour's own says it in its docstring.
ABOUT: Mapping[str, str] = {
    "account.EmailAddress": "Of the sign-in library; accounts have no address, so it stays empty.",
    "account.EmailConfirmation": "Of the sign-in library; stays empty.",
    "auth.Group": "Of the web framework; not used, permissions stand in the policies.",
    "auth.Group_permissions": "Of the web framework; not used.",
    "auth.Permission": "Of the web framework; not used, permissions stand in the policies.",
    "contenttypes.ContentType": "Of the web framework: the names of the tables' models.",
    "mfa.Authenticator": "Passkeys, authenticator apps and recovery codes of accounts.",
    "procrastinate.ProcrastinateEvent": "When a background job was queued, began and ended.",
    "procrastinate.ProcrastinateJob": "Background jobs; their arguments are ids, never words.",
    "procrastinate.ProcrastinatePeriodicDefer": "When a periodic job was last queued.",
    "procrastinate.ProcrastinateWorker": "Which workers are alive.",
    "socialaccount.SocialAccount": "Of the sign-in library; no site may touch it, so it stays"
    " empty.",
    "socialaccount.SocialApp": "Of the sign-in library; stays empty, an identity provider stands in"
    " the settings.",
    "socialaccount.SocialToken": "Of the sign-in library; stays empty, no token is kept.",
    "sessions.Session": "Who is signed in, until they sign out or eight hours have passed.",
    "django_migrations": "Which changes of the schema this database has had.",
}
