"""The demonstration's app, which only demonstration settings install."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """One-click sign-in by role."""

    name = "candour.ops.demo"
    label = "demo"
