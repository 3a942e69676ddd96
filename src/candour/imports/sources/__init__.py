"""One module per source of imports; adding a source is adding a file here."""
