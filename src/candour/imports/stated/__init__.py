"""What a file states: cases of a case system, and changes that HR plans."""
