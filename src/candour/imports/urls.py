"""Addresses of outside lines' contacts, look-ups of reporters and the force's case system."""

from django.urls import path

from candour.imports import case_system_views, views

urlpatterns = [
    path(
        "reporting-lines/",
        views.reconciliation,
        {"frame": "casework_base.html"},
        name="reporting-lines",
    ),
    path("reporting-lines.csv", views.download, name="reporting-lines-download"),
    path("case-system/", case_system_views.overview, name="case-system"),
    path("case-system.csv", case_system_views.download, name="case-system-download"),
    path("case-system/files/<uuid:aside>/", case_system_views.put_aside, name="case-system-file"),
    path("cases/<uuid:file>/case-system/", case_system_views.case, name="case-case-system"),
    path(
        "cases/<uuid:file>/case-system/<uuid:difference>/",
        case_system_views.settle,
        name="case-settle-difference",
    ),
    path("look-ups/", views.lookups, name="lookups"),
    path("files/<uuid:file>/look-ups/", views.lookups_of, name="lookups-of"),
    path("files/<uuid:file>/look-ups/<uuid:alert>/", views.decide, name="lookups-decide"),
]
