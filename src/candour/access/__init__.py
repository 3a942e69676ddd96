"""Computes walls and grants from people and writes them into guard."""
