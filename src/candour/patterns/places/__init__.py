"""Finds where in a force matters gather: teams, and people who are named together."""
