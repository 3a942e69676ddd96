"""Addresses of the report site; one address for the whole journey."""

from django.urls import path

from candour.guard.log.published import pages as log_pages
from candour.intake.views import (
    figures,
    journey,
    mailbox,
    notices,
    pages,
    receipt,
    saving,
    standards,
)

urlpatterns = [
    path("", journey.start, name="start"),
    path("report/", journey.journey, name="journey"),
    path("carry-on/", saving.resume, name="resume"),
    path("appeals/", journey.appeals_open, name="appeals"),
    path("mailbox/", mailbox.mailbox, name="mailbox"),
    path("leave/", journey.leave, name="leave"),
    path("check/", receipt.check, name="check-receipt"),
    path("keys", receipt.keys, name="keys"),
    path("log/checkpoint", log_pages.head, name="log-head"),
    path("log/tile/<path:address>", log_pages.tile, name="log-tile"),
    path("limits/", pages.limits, name="limits"),
    path("decisions/", pages.decisions, name="decisions"),
    path("standards/", standards.standards, name="standards"),
    path("published/", notices.notices, name="notices"),
    path("published/<slug:slug>/", notices.notice, name="notice"),
    path("figures/", figures.figures, name="figures"),
    path("figures/<path:figure>", figures.file, name="figure"),
    path("accessibility/", pages.accessibility, name="accessibility"),
]
