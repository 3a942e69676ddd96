"""Addresses of grievances that may be about conduct."""

from django.urls import path

from candour.cases.grievances import views

urlpatterns = [
    path("grievances/", views.worklist, name="grievances"),
    path("grievances/<uuid:file>/", views.grievance, name="grievance"),
]
