"""Pages of formal papers."""
