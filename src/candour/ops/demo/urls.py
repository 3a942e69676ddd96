"""Addresses of the demonstration's sign-in."""

from django.urls import path

from candour.ops.demo import views

urlpatterns = [
    path("", views.choose, name="demo-choose"),
    path("enter/", views.enter, name="demo-enter"),
]
