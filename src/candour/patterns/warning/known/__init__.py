"""What was known of everybody on a day: read from a folder or the register, cut at the day."""
