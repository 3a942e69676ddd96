"""Organisations, persons, names, identifiers, units, postings, service and associations."""
