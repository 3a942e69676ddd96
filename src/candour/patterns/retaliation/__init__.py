"""Holds what follows a report beside it, and keeps those who reported from paying for it."""
