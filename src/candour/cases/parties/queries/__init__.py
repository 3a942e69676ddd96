"""Reads of a case's sides: parties and seats, and witnesses."""
