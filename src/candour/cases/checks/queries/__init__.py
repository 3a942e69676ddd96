"""What the pages of checks show."""
