"""Who may not handle a case, and who must: decided by people, kept by walls and keys."""
