"""The returns that forces send to other bodies: exact counts, checked row by row before they go."""
