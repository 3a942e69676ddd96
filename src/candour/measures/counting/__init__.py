"""Counts the rows of a register in the engine and hands small tables to the statistics."""
