"""The oversight site: settings and addresses."""
