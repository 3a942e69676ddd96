"""What is written at intake after a report has come in, one file for each step."""
