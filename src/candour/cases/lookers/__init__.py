"""Who looked at a case: inquiries, what is withheld, letting in for a time, alarms for triage."""
