"""Rows that are policy of Candour: no law gives their numbers."""
