"""Contacts that an outside reporting line passes on: made by imports, never on the first page."""

from candour.intake.routes import Route

ENTRY = Route(label="An outside reporting line", order=90, is_chosen=False)
