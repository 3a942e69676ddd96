"""What is done so that nobody who reported is left without an answer: one file for each step."""
