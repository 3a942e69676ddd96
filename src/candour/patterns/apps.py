"""The patterns app."""

from django.apps import AppConfig


class PatternsConfig(AppConfig):
    """See the package's own sentence."""

    name = "candour.patterns"
    label = "patterns"

    def ready(self) -> None:
        """Put what the patterns owe into everybody's work."""
        from candour.patterns import owing

        owing.register()
