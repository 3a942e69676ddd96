"""What is done to a case: one file for each statutory step."""
