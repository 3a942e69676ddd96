"""Addresses of signing in and of the vault; of allauth's own, none to sign up or to reset."""

from allauth.account import views as account
from django.conf import settings
from django.urls import include, path

from candour.guard import views
from candour.guard.ceremony import views as ceremony

urlpatterns = [
    path("sign-in/login/", account.login, name="account_login"),
    path("sign-in/logout/", account.logout, name="account_logout"),
    path("sign-in/inactive/", account.account_inactive, name="account_inactive"),
    path("sign-in/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("sign-in/set-up/", ceremony.set_up, name="set-up"),
    path("sign-in/account/password/", views.change_password, name="account_change_password"),
    path("sign-in/two-factor/", views.two_factor, name="two-factor"),
    path("sign-in/account/", include("allauth.mfa.urls")),
    *(
        [path("sign-in/provider/", include("candour.sites.single_sign_on_urls"))]
        if settings.IDENTITY_PROVIDER_NAME
        else []
    ),
    path("unlock/", views.unlock, name="unlock"),
    path("lock/", views.lock, name="lock"),
]
