"""Pure functions over frozen values: no Django, no database, no clock, no network."""
