"""Addresses of what follows a report."""

from django.urls import path

from candour.patterns.retaliation import views

_CASE = "cases/<uuid:file>/retaliation/"

urlpatterns = [
    path("retaliation/", views.worklist, name="retaliation"),
    path(_CASE, views.case, name="case-retaliation"),
    path(f"{_CASE}reporter/", views.reporter, name="retaliation-reporter"),
    path(f"{_CASE}action/", views.action, name="retaliation-action"),
    path(f"{_CASE}evidence/", views.origin, name="retaliation-origin"),
    path(f"{_CASE}<uuid:followed>/", views.decide, name="retaliation-decide"),
]
