"""What is recorded of the checks of a case, each a step of its own."""
