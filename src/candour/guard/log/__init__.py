"""The log: appending leaves, moving them into the tree, and checking that nothing was touched."""
