"""Addresses of early warning, teams, retaliation, gates and look-backs."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("candour.patterns.gates.urls")),
    path("", include("candour.patterns.lookback.urls")),
    path("", include("candour.patterns.places.urls")),
    path("", include("candour.patterns.retaliation.urls")),
    path("", include("candour.patterns.warning.urls")),
]
