"""Reads the rows of HR's register of grievances, and screens each."""
