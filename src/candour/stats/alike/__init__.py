"""Values of which many are alike, and what is known of them by how many there are."""
