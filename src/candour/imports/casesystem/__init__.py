"""The force's present case system: its files read, compared with the cases, and written back."""
