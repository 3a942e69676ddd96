"""What is written for overseers and by them, one file for each step."""
