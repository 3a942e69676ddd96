"""Reads the changes that HR plans, for the gates to ask about."""
