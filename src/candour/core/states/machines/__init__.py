"""The machines of the regime, one to a file, and the rows that several of them share."""
