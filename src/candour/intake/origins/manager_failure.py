"""A manager was told and did not pass it on: made by the 72-hour watch, away from that manager."""

from candour.intake.ways import Route

ENTRY = Route(label="A manager who did not pass it on", order=93, is_chosen=False)
