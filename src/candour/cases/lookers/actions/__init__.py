"""What is decided about looks: one file for each step."""
