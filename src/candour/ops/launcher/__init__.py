"""Keeps the three sites and the worker running, and stops them without leaving anything behind."""
