"""From what was known on a day to one row for each person: counts, peers, points, evidence."""
