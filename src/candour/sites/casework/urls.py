"""Addresses of the casework site."""

from django.conf import settings
from django.urls import include, path

from candour.sites.health import health

urlpatterns = [
    path("healthz", health, name="health"),
    *([path("sign-in/demo/", include("candour.ops.demo.urls"))] if settings.DEMO else []),
    path("", include("candour.sites.sign_in_urls")),
    path("your-key/", include("candour.guard.ceremony.urls")),
    path("colleagues/", include("candour.access.accounts.urls")),
    path("", include("candour.imports.urls")),
    path("", include("candour.patterns.urls")),
    path("", include("candour.cases.urls")),
]
handler404 = "candour.guard.views.not_found"
