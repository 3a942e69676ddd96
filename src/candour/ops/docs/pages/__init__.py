"""The pages of the reference: each module writes one or a few of them from the code."""
