"""Addresses of the oversight pages."""

from django.urls import path

from candour.oversight import views

urlpatterns = [
    path("", views.overview, name="overview"),
    path("measures/", views.measures, name="measures"),
    path("measures/<slug:name>/", views.measure, name="measure"),
    path("measures/<slug:name>.csv", views.download, name="measure-download"),
]
