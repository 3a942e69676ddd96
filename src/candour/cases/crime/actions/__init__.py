"""One step each: what the crime side tells is recorded, matched, decided."""
