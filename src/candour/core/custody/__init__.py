"""Secrets in several hands, and bundles that leave for other hands."""
