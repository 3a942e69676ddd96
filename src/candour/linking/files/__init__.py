"""Files of people, descriptions and matches: which columns they have, how they are read."""
