"""Addresses of look-backs."""

from django.urls import path

from candour.patterns.lookback import views

ITEM = "cases/<uuid:file>/look-back/<uuid:looked>/"

urlpatterns = [
    path("look-backs/", views.lookbacks, name="lookbacks"),
    path("look-backs/begin/", views.begin, name="lookback-begin"),
    path("look-backs/mine/", views.mine, name="lookback-mine"),
    path("look-backs/screening/", views.unscreened, name="unscreened"),
    path("look-backs/<uuid:lookback>/", views.items, name="lookback"),
    path("look-backs/<uuid:lookback>/print/", views.printed, name="lookback-print"),
    path(ITEM, views.item, name="lookback-item"),
    path(f"{ITEM}assign/", views.assign, name="lookback-assign"),
]
