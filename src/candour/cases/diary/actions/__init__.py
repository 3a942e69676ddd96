"""Steps that add to the records of an investigation."""
