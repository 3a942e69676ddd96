"""Statutory steps: where each course of a case stands, what may follow, and taking it."""
