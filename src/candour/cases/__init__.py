"""Recording, screening, severity, referral, outcome: everything a case goes through."""
