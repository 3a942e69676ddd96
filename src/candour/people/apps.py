"""The people app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Organisations, persons and their dated facts."""

    name = "candour.people"
    label = "people"
