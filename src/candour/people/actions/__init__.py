"""Writes to the register of people: one file per step, each with its leaf in the log."""
