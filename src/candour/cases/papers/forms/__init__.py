"""The forms of formal papers."""
