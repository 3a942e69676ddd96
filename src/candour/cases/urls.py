"""Addresses of case work."""

from django.urls import path, re_path

from candour.cases.views import (
    case,
    handling,
    letters,
    lists,
    outcome,
    referral,
    reports,
    screening,
    severity,
)

CASE = "cases/<uuid:file>/"
ALLEGATION = f"{CASE}severity/<uuid:allegation>/"

urlpatterns = [
    path("", lists.home, name="home"),
    path("cases/", lists.cases, name="cases"),
    path("cases/export/", lists.export, name="cases-export"),
    path("reports/<uuid:file>/", reports.report, name="report"),
    path("reports/<uuid:file>/record/", reports.record, name="report-record"),
    re_path(r"^handed-on/(?P<what>report|case)/$", reports.handed_on, name="handed-on"),
    path(CASE, case.overview, name="case-overview"),
    path(f"{CASE}take-on/", handling.taking_on, name="case-take-on"),
    path(f"{CASE}words/", case.words, name="case-words"),
    path(f"{CASE}timeline/", case.timeline, name="case-timeline"),
    path(f"{CASE}timeline/step/", handling.step, name="case-step"),
    path(f"{CASE}screening/", screening.screening, name="case-screening"),
    path(f"{CASE}screening/<uuid:suggestion>/", screening.decide, name="case-decide-link"),
    path(f"{CASE}screening/<uuid:described>/again/", screening.again, name="case-screen-again"),
    path(f"{CASE}severity/", severity.severity, name="case-severity"),
    path(f"{ALLEGATION}facts/", severity.on_facts, name="case-severity-facts"),
    path(f"{ALLEGATION}history/", severity.with_history, name="case-severity-history"),
    path(f"{CASE}referral/", referral.referral, name="case-referral"),
    path(f"{CASE}referral/answers/", referral.answer, name="case-referral-answers"),
    path(f"{CASE}referral/refer/", referral.refer, name="case-refer"),
    path(f"{CASE}allocation/", handling.allocation, name="case-allocation"),
    path(f"{CASE}letters/", letters.letters, name="case-letters"),
    path(f"{CASE}outcome/", outcome.outcome, name="case-outcome"),
    path(f"{CASE}outcome/<uuid:allegation>/", outcome.decide, name="case-decide-outcome"),
    path(f"{CASE}outcome/tell/", outcome.tell, name="case-tell"),
    path(f"{CASE}outcome/close/", outcome.close, name="case-close"),
]
