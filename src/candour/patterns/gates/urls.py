"""Addresses of gates."""

from django.urls import path

from candour.patterns.gates import api, views

urlpatterns = [
    path("gates/", views.gates, name="gates"),
    path("gates/ask/", views.ask, name="gate-ask"),
    path("gates/<uuid:file>/", views.gate, name="gate"),
    path("api/hr/gates/", api.ask, name="hr-gates"),
]
