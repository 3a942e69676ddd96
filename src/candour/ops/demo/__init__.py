"""The demonstration: an invented force, and sign-in with one click. Never part of a live system."""
