"""Addresses of a case's sides, and of the seats of those who have one."""

from django.urls import path

from candour.cases.parties import bundle_views, views

CASE = "cases/<uuid:file>/parties/"

urlpatterns = [
    path("bundle/", bundle_views.bundle, name="bundle"),
    path("bundle/<uuid:copy>/", bundle_views.copy, name="bundle-copy"),
    path("bundle/<slug:reference>/ask/", bundle_views.ask, name="bundle-ask"),
    path(CASE, views.parties, name="case-parties"),
    path(f"{CASE}seat/", views.seat, name="case-seat"),
    path(f"{CASE}representative/", views.representative, name="case-representative"),
    path(f"{CASE}body/", views.body, name="case-body"),
    path(f"{CASE}safety/", views.safety, name="case-safety"),
    path(f"{CASE}safety/review/", views.review, name="case-safety-review"),
    path(f"{CASE}<uuid:party>/end/", views.end, name="case-end-party"),
]
