"""Where words came from: marks that tell copies apart, and passages that two texts share."""
