"""Schema changes, each named for what becomes true."""
