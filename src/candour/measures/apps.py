"""The measures app."""

from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    """See the package's own sentence."""

    name = "candour.measures"
    label = "measures"
