"""Writes of formal papers: one step each, with its row, its leaf and its event."""
