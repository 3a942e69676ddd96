"""One step each: ask, open what waits, decide, and find what passed without a gate."""
