"""Addresses of signing in at an identity provider; only a deployment that names one has them."""

from django.urls import path

from candour.guard import single_sign_on

urlpatterns = [
    path("", single_sign_on.begin, name="single-sign-on"),
    path("return/", single_sign_on.finish, name="single-sign-on-return"),
]
