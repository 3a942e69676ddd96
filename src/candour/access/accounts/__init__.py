"""Accounts of a live deployment, and the readers that every file keeps when people come and go."""
