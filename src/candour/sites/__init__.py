"""The three sites: settings, addresses and base pages, and nothing else."""
