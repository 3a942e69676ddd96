"""Addresses of an investigation's plan, diary, contacts and exhibits, and of their prints."""

from django.urls import path

from candour.cases.diary import exhibit_views, print_views, views

CASE = "cases/<uuid:file>/"
LINE = f"{CASE}plan/<uuid:line>/"
EXHIBITS = f"{CASE}exhibits/"

urlpatterns = [
    path(f"{CASE}plan/", views.enquiries, name="case-enquiries"),
    path(f"{LINE}hand/", views.hand, name="case-hand-line"),
    path(f"{LINE}end/", views.end, name="case-end-line"),
    path(f"{CASE}diary/", views.diary, name="case-diary"),
    path(f"{CASE}diary/<uuid:entry>/correct/", views.correct, name="case-correct"),
    path(f"{CASE}contacts/", views.contacts, name="case-contacts"),
    path(EXHIBITS, exhibit_views.exhibits, name="case-exhibits"),
    path(f"{EXHIBITS}add/", exhibit_views.add, name="case-add-exhibit"),
    path(f"{EXHIBITS}<uuid:exhibit>/move/", exhibit_views.move, name="case-move-exhibit"),
    path(f"{CASE}print/", print_views.choose, name="case-print"),
    path(f"{CASE}print/summary/", print_views.summary, name="case-print-summary"),
    path(f"{CASE}print/plan/", print_views.plan, name="case-print-plan"),
    path(f"{CASE}print/diary/", print_views.diary, name="case-print-diary"),
    path(f"{CASE}print/exhibits/", print_views.exhibits, name="case-print-exhibits"),
]
