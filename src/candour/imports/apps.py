"""The imports app."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """See the package's own sentence."""

    name = "candour.imports"
    label = "imports"

    def ready(self) -> None:
        """Put files that wait for somebody into everybody's work."""
        from candour.imports.casesystem import aside

        aside.register()
