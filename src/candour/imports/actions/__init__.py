"""Brings other systems' records in: one file per step."""
