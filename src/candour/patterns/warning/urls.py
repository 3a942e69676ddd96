"""Addresses of early warning."""

from django.urls import path

from candour.patterns.warning import views as warning

urlpatterns = [
    path("early-warning/", warning.flags, name="warning-flags"),
    path("early-warning/<uuid:flag>/", warning.flag, name="warning-flag"),
    path("early-warning/<uuid:flag>/decide/", warning.decide, name="warning-decide"),
]
