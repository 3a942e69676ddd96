"""The intake app."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """See the package's own sentence."""

    name = "candour.intake"
    label = "intake"
