"""Addresses of a holder's own key."""

from django.urls import path

from candour.guard.ceremony import views

urlpatterns = [
    path("", views.own_key, name="own-key"),
    path("request/", views.request_file, name="own-key-request"),
    path("new/", views.new_key, name="own-key-new"),
    path("words/", views.change, name="own-key-words"),
]
