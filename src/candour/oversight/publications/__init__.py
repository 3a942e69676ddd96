"""One module per publication; what everybody may read of a measure is chosen in a file here."""
