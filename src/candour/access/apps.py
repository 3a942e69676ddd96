"""The access app."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """See the package's own sentence."""

    name = "candour.access"
    label = "access"
