"""What the crime side tells of people who serve: same-day decisions, and what an outcome leaves."""
