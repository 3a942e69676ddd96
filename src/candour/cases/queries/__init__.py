"""What the pages of a case read: each query demands first and returns whole, frozen facts."""
