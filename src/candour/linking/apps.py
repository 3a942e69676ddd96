"""The linking app."""

from django.apps import AppConfig


class LinkingConfig(AppConfig):
    """See the package's own sentence."""

    name = "candour.linking"
    label = "linking"
