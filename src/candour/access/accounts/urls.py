"""Addresses of colleagues who wait for keys, and of cases with too few readers."""

from django.urls import path

from candour.access.accounts import views

urlpatterns = [
    path("", views.colleagues, name="colleagues"),
    path("<uuid:account>/keys/", views.give, name="colleague-keys"),
    path("readers/<uuid:file>/", views.name_more, name="more-readers"),
]
