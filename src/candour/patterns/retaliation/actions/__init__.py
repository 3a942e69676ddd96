"""What is written about those who report: who they are, what followed, what was decided."""
