"""The guard app."""

from django.apps import AppConfig


class GuardConfig(AppConfig):
    """Accounts, permissions, files, walls, keys, sealed items and the log."""

    name = "candour.guard"
    label = "guard"
    default_auto_field = "django.db.models.BigAutoField"
