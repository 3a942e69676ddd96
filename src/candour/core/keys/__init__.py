"""Keys as they are kept outside memory: stamped in the database, sealed in files."""
