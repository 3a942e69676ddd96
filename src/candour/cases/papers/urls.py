"""Addresses of formal papers."""

from django.urls import path

from candour.cases.papers.views import letters, publications, redactions, reviews, schedules

CASE = "cases/<uuid:file>/papers/"
LETTER = f"{CASE}letters/<uuid:letter>/"
SCHEDULES = f"{CASE}schedules/"
REDACTIONS = f"{CASE}redactions/"
PUBLICATIONS = f"{CASE}publications/"
PUBLICATION = f"{PUBLICATIONS}<uuid:publication>/"

urlpatterns = [
    path(CASE, letters.letters, name="case-papers"),
    path(f"{CASE}write/<slug:template>/", letters.write, name="case-letter-write"),
    path(LETTER, letters.letter, name="case-letter"),
    path(f"{LETTER}pdf/", letters.printed, name="case-letter-pdf"),
    path(SCHEDULES, schedules.schedules, name="case-schedules"),
    path(f"{SCHEDULES}write/<slug:stage>/", schedules.write, name="case-schedule-write"),
    path(f"{SCHEDULES}<uuid:schedule>/pdf/", schedules.printed, name="case-schedule-pdf"),
    path(REDACTIONS, redactions.redactions, name="case-redactions"),
    path(f"{REDACTIONS}of/<uuid:source>/", redactions.redact, name="case-redact"),
    path(f"{REDACTIONS}<uuid:redaction>/", redactions.result, name="case-redacted"),
    path(f"{CASE}review/", reviews.bundle, name="case-review-bundle"),
    path(PUBLICATIONS, publications.publications, name="case-publications"),
    path(f"{PUBLICATIONS}propose/<slug:notice>/", publications.propose, name="case-propose"),
    path(PUBLICATION, publications.publication, name="case-publication"),
    path(f"{PUBLICATION}take-down/", publications.take_down, name="case-take-down"),
]
