"""What inquiries and analysts are given: apart from what is published, signed and logged."""
