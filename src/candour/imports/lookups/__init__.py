"""Reads a force's audit feed for look-ups of reporters who asked that it be watched."""
