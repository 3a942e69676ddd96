"""Checks that change outcomes: corroboration, second persons, who moves, abuse, learning."""
