"""Reads a force's roster of people and postings, row by row and then row against row."""
