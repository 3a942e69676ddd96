"""The pages of the oversight site."""
