"""Pages of the report site."""
