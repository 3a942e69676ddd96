"""Reads an outside line's daily batch of contacts, and takes in what it passed on."""
