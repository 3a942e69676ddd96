"""The report site: settings and addresses."""
