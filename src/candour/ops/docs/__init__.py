"""The reference, generated from the code that it describes, and the scenarios with their proofs."""
