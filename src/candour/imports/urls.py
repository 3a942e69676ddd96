"""Addresses of pages on outside lines' contacts and on look-ups of reporters."""

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
    path("look-ups/", views.lookups, name="lookups"),
    path("files/<uuid:file>/look-ups/", views.lookups_of, name="lookups-of"),
    path("files/<uuid:file>/look-ups/<uuid:alert>/", views.decide, name="lookups-decide"),
]
