"""One module per measure; adding a measure is adding a file here."""
