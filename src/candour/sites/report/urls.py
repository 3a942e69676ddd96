"""Addresses of the report site."""

from django.urls import include, path

from candour.sites.health import health

urlpatterns = [
    path("healthz", health, name="health"),
    path("", include("candour.intake.urls")),
]
handler400 = "candour.intake.views.errors.bad_request"
handler403 = "candour.intake.views.errors.forbidden"
handler404 = "candour.intake.views.errors.not_found"
handler500 = "candour.intake.views.errors.failed"
