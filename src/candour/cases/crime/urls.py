"""Addresses of what the crime side tells."""

from django.urls import path

from candour.cases.crime import views

urlpatterns = [
    path("crime-side/", views.worklist, name="crime"),
    path("crime-side/<uuid:file>/", views.item, name="crime-item"),
    path("cases/<uuid:file>/crime-side/", views.case, name="case-crime"),
    path("cases/<uuid:file>/crime-side/<uuid:task>/", views.task, name="case-crime-task"),
]
