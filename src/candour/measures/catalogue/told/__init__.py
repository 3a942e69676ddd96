"""Measures of what came in by which route, and of what reporters told in their mailboxes."""
