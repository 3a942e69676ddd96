"""Tombstones: what may be missing from the log, and how it comes to be missing."""
