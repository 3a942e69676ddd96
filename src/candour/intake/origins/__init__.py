"""Reports that nobody chose a way in for: made from a mailbox, by a body, by a watch."""
