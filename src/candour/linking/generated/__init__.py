"""Invents a register and noisy descriptions of its people, the same for the same seed."""
