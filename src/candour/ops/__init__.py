"""Starting, stopping, checking and documenting a deployment, and the demo force."""
