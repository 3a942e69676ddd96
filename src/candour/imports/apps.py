"""The imports app."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """See the package's own sentence."""

    name = "candour.imports"
    label = "imports"
