"""Pure estimators over arrays, each with its reference and an independent check."""
