"""A change in somebody's work is asked about before it is made, and decided by name."""
