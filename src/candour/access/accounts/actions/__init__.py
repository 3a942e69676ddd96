"""What is done with accounts and their keys: one file for each step."""
