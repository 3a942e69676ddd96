"""What changes who may open a file: one file for each step."""
