"""Addresses of checks."""

from django.urls import path

from candour.cases.checks import after_views, consent_views, views

CHECKS = "cases/<uuid:file>/checks/"

urlpatterns = [
    path("followed/", after_views.followed, name="followed"),
    path("consents/", consent_views.consents, name="consents"),
    path(CHECKS, views.checks, name="case-checks"),
    path(f"{CHECKS}no-case/<uuid:allegation>/", views.no_case, name="case-no-case"),
    path(f"{CHECKS}second/", views.propose, name="case-propose"),
    path(f"{CHECKS}second/<uuid:proposal>/", views.second, name="case-second"),
    path(f"{CHECKS}abuse/<slug:item>/", after_views.abuse, name="case-abuse"),
    path(f"{CHECKS}follow-up/<slug:topic>/", after_views.follow, name="case-follow"),
    path(f"{CHECKS}learning/", after_views.learn, name="case-learn"),
    path(f"{CHECKS}learning/<uuid:learning>/", after_views.learned, name="case-learned"),
]
