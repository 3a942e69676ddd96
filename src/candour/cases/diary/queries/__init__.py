"""What the pages of an investigation's records show."""
