"""Addresses of a case's sides, and of the seats of those who have one."""

from django.urls import path

from candour.cases.parties import bundle_views, views, witness_views

CASE = "cases/<uuid:file>/parties/"
WITNESSES = "cases/<uuid:file>/witnesses/"
WITNESS = f"{WITNESSES}<uuid:witness>/"

urlpatterns = [
    path("bundle/", bundle_views.bundle, name="bundle"),
    path("bundle/<uuid:copy>/", bundle_views.copy, name="bundle-copy"),
    path("bundle/<uuid:copy>/file/", bundle_views.file, name="bundle-file"),
    path("bundle/<slug:reference>/ask/", bundle_views.ask, name="bundle-ask"),
    path(CASE, views.parties, name="case-parties"),
    path(f"{CASE}seat/", views.seat, name="case-seat"),
    path(f"{CASE}representative/", views.representative, name="case-representative"),
    path(f"{CASE}body/", views.body, name="case-body"),
    path(f"{CASE}reviewer/", views.reviewer, name="case-reviewer"),
    path(f"{CASE}safety/", views.safety, name="case-safety"),
    path(f"{CASE}safety/review/", views.review, name="case-safety-review"),
    path(f"{CASE}<uuid:party>/end/", views.end, name="case-end-party"),
    path(WITNESSES, witness_views.witnesses, name="case-witnesses"),
    path(f"{WITNESSES}name/", witness_views.name, name="case-name-witness"),
    path(WITNESS, witness_views.witness, name="case-witness"),
    path(f"{WITNESS}plan/", witness_views.plan, name="case-plan"),
    path(f"{WITNESS}check-in/", witness_views.check_in, name="case-check-in"),
]
