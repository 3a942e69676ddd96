"""The cases app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """See the package's own sentence."""

    name = "candour.cases"
    label = "cases"
