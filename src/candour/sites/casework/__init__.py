"""The casework site: settings and addresses."""
