"""The sides of a case: seats for subjects and representatives, other bodies, witnesses."""
