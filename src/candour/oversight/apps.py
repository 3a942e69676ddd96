"""The oversight app."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """See the package's own sentence."""

    name = "candour.oversight"
    label = "oversight"
