"""Matches descriptions with people in bulk: the register in columns, candidates, decisions."""
