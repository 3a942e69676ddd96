"""What may be decided of a case, from its kind, its dates and what was decided before."""
