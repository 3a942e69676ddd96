"""The tables of discipline: standards, panels, warnings, dismissal, and those who have left."""
