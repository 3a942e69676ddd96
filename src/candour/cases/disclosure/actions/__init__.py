"""Steps that give something away, write a version, or look for words that got out."""
