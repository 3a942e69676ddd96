"""Commands of the patterns app."""
