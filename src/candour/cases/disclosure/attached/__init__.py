"""Attached files and redacted PDFs: what of them may be given, and whose copy was found."""
