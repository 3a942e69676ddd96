"""Addresses of the oversight pages."""

from django.urls import path

from candour.guard.log.published import pages as log_pages
from candour.imports import views as lines
from candour.oversight.holding import views as holds
from candour.oversight.views import (
    alerts,
    channels,
    early_warning,
    escalations,
    gates,
    grievances,
    handling,
    late,
    left_out,
    looks,
    measures,
    overview,
    referrals,
    retaliation,
)

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("alerts/", alerts.alerts, name="alerts"),
    path("alerts/<uuid:alert>/", alerts.settle, name="alert-settle"),
    path("escalations/", escalations.escalations, name="escalations"),
    path("late/", late.late, name="late"),
    path("late/<uuid:raised>/", late.answer, name="late-answer"),
    path("left-out/", left_out.left_out, name="left-out"),
    path("holds/", holds.holds, name="holds"),
    path("holds/place/", holds.place, name="hold-place"),
    path("holds/<uuid:hold>/", holds.lift, name="hold-lift"),
    path("looks/", looks.looks, name="looks"),
    path("gates/", gates.gates, name="gates"),
    path("early-warning/", early_warning.early_warning, name="early-warning"),
    path("grievances/", grievances.grievances, name="grievances"),
    path("handling/", handling.handling, name="handling"),
    path("referrals/", referrals.referrals, name="referrals"),
    path("retaliation/", retaliation.retaliation, name="retaliation"),
    path("channels/", channels.channels, name="channels"),
    path("channels.csv", channels.download, name="channels-download"),
    path(
        "reporting-lines/",
        lines.reconciliation,
        {"frame": "oversight_base.html"},
        name="reporting-lines",
    ),
    path("reporting-lines.csv", lines.download, name="reporting-lines-download"),
    path("log/checkpoint", log_pages.head, name="log-head"),
    path("log/tile/<path:address>", log_pages.tile, name="log-tile"),
    path("log/cosignatures", log_pages.cosignatures, name="log-cosignatures"),
    path("measures/", measures.measures, name="measures"),
    path("measures/beside/", measures.beside, name="measures-beside"),
    path("measures/<slug:name>/", measures.measure, name="measure"),
    path("measures/<slug:name>.csv", measures.download, name="measure-download"),
]
