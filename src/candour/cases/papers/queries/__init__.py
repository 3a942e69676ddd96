"""Reads of formal papers, for the readers of a case."""
