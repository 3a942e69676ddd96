"""Every letter, report and publication that a case sends, one template in each file."""
