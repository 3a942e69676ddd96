"""Addresses of the searches."""

from django.urls import path

from candour.cases.seeking import views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/words/", views.words, name="search-words"),
]
