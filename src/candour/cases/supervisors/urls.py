"""Addresses of supervisors who knew, and of actions that come a third time."""

from django.urls import path

from candour.cases.supervisors import views

BASE = "cases/<uuid:file>/supervisors/"

urlpatterns = [
    path(BASE, views.supervisors, name="case-supervisors"),
    path(f"{BASE}note/", views.note, name="case-note-supervisor"),
    path(f"{BASE}<uuid:noted>/", views.decide, name="case-decide-supervisor"),
    path(f"{BASE}again/<uuid:person>/<slug:rung>/", views.again, name="case-again"),
]
