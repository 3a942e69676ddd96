"""Reads the tables of the public complaint records of Chicago."""
