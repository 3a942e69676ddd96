"""What people decide about walls: one file for each step."""
