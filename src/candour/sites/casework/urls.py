"""Addresses of the casework site."""

from django.urls import include, path

urlpatterns = [
    path("", include("candour.guard.urls")),
]
