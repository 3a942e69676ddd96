"""Custody: shares of file keys in the hands of people outside, for when no reader is left."""
