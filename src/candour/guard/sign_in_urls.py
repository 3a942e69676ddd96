"""Addresses of signing in: only those of allauth that are needed, and none to sign up or reset."""

from allauth.account import views as account
from django.urls import include, path

from candour.guard import views

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("two-factor/", views.two_factor, name="two-factor"),
    path("account/", include("allauth.mfa.urls")),
]
