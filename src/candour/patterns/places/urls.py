"""Addresses of teams."""

from django.urls import path

from candour.patterns.places import views

urlpatterns = [path("days-lost/", views.lost, name="days-lost")]
