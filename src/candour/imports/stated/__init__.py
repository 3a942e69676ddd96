"""What a case system states of a case, as its files are read into it and taken from it."""
