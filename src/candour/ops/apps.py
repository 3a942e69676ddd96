"""The ops app: it has commands and jobs, and no tables."""

from django.apps import AppConfig


class OpsConfig(AppConfig):
    """Starting, checking and documenting a deployment."""

    name = "candour.ops"
    label = "ops"
