"""Looks at every part of a deployment and says what to do about each thing that is wrong."""
