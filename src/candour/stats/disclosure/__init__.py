"""What published tables tell together, and what has to stay out of them for that reason."""
