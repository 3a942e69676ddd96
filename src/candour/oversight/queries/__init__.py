"""Reads of the oversight site: numbers and exceptions, live and through row security."""
