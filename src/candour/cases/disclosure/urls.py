"""Addresses of disclosure and of the investigation report."""

from django.urls import path

from candour.cases.disclosure import views

CASE = "cases/<uuid:file>/"
LEDGER = f"{CASE}disclosure/"
DRAFTS = f"{CASE}report/"

urlpatterns = [
    path(LEDGER, views.ledger, name="case-disclosure"),
    path(f"{LEDGER}give/", views.give, name="case-give"),
    path(f"{LEDGER}trace/", views.trace, name="case-trace"),
    path(f"{LEDGER}leaks/", views.leaks, name="case-leaks"),
    path(f"{LEDGER}leaks/look/", views.look, name="case-look"),
    path(f"{LEDGER}leaks/<uuid:leak>/", views.settle, name="case-leak"),
    path(f"{LEDGER}<uuid:copy>/", views.copy, name="case-copy"),
    path(f"{LEDGER}<uuid:copy>/file/", views.copy_file, name="case-copy-file"),
    path(DRAFTS, views.drafts, name="case-drafts"),
    path(f"{DRAFTS}write/", views.write, name="case-write"),
    path(f"{DRAFTS}review/", views.review, name="case-review"),
]
