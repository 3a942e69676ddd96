"""Addresses of the day's work and of one case's way."""

from django.urls import path

from candour.cases.work import case_views, views

CASE = "cases/<uuid:file>/"

urlpatterns = [
    path("my-work/", views.today, name="work-today"),
    path("my-work/due/", views.due, name="work-due"),
    path("my-work/late/", views.late, name="work-late"),
    path("my-work/dormant/", views.dormant, name="work-dormant"),
    path("my-work/escalated/", views.escalated, name="work-escalated"),
    path("my-work/allocate/", views.several, name="work-several"),
    path(f"{CASE}progress/", case_views.progress, name="case-progress"),
    path(f"{CASE}progress/hand/", case_views.hand, name="case-hand"),
    path(f"{CASE}progress/again/", case_views.again, name="case-again"),
    path(f"{CASE}progress/back/", case_views.back, name="case-back"),
    path(f"{CASE}progress/risk/", case_views.risk, name="case-risk"),
    path(f"{CASE}progress/delay/", case_views.delay, name="case-delay"),
    path(f"{CASE}progress/more-time/", case_views.more_time, name="case-more-time"),
    path(f"{CASE}tasks/", case_views.tasks, name="case-tasks"),
    path(f"{CASE}tasks/<uuid:task>/end/", case_views.task_end, name="case-end-task"),
]
