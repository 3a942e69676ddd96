"""Grievances of HR's register that may be about conduct: moved to it in two working days."""
