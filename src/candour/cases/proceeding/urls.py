"""Addresses of next steps."""

from django.urls import path

from candour.cases.proceeding import views

NEXT = "cases/<uuid:file>/next/"
STEP = f"{NEXT}<slug:course>/<slug:which>/"

urlpatterns = [
    path(NEXT, views.next_steps, name="case-next"),
    path(STEP, views.step, name="case-next-step"),
    path(f"{STEP}<uuid:person>/", views.step, name="case-next-step-of"),
]
