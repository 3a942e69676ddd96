"""Addresses of the vault's pages."""

from django.urls import path

from candour.guard import views

urlpatterns = [
    path("unlock/", views.unlock, name="unlock"),
    path("lock/", views.lock, name="lock"),
]
