"""Registers the pages' templates, tags and style sheets with Django."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Fields, components, base pages and style sheets."""

    name = "candour.pages"
    label = "pages"
