"""One module for each return: which tables its body asks for, and how they are counted."""
