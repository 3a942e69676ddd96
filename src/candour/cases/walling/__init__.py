"""Walls people decide on, declarations of conflict, forces asked from outside, who may open."""
