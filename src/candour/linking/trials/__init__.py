"""Tries the matching on invented people whose truth is known, beside two simpler ways."""
