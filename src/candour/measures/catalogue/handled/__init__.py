"""Measures of how cases are handled: referred, reviewed, weighed, and whom they are about."""
