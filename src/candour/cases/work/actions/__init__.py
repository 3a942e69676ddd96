"""What people and Candour do so that nothing is late in silence, one file for each step."""
