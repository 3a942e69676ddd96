"""The independent body's own small program: it countersigns heads of a log, or refuses to."""
