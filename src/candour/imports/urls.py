"""Addresses of the page on which an outside line and a force reconcile their contacts."""

from django.urls import path

from candour.imports import views

urlpatterns = [
    path(
        "reporting-lines/",
        views.reconciliation,
        {"frame": "casework_base.html"},
        name="reporting-lines",
    ),
    path("reporting-lines.csv", views.download, name="reporting-lines-download"),
]
