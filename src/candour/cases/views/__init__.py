"""The pages of case work: each view parses, calls one action or query, and renders."""
