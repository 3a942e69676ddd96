"""Closed matters are looked at again by somebody who was not involved the first time."""
