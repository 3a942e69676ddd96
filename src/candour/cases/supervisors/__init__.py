"""Supervisors who knew and did not act, and actions that come a third time."""
