"""What the ceremony writes into the database: one file for each step."""
