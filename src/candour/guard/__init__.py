"""Accounts, permissions, files, walls, keys, sealed items and the log; people by UUID only."""
