"""Keeping cases moving: my work, what is late and to whom it is put, whose turn it is, tasks."""
