"""Trains the weights of the matching, and links whole files of people and descriptions."""
