"""Public figures: from measures through disclosure control to pages, or not at all."""
