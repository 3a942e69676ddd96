"""Early warning: counts against like peers, with their evidence, put to a panel that decides."""
