"""Pages and actions of statutory steps: where a case stands, what may follow, and taking it."""
