"""Reads HR's feed of what was done to people, and keeps it for comparison alone."""
