"""What is due, late, waiting and whose, as pages show it."""
