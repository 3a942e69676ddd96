"""What a watchdog sees: figures and exceptions, never a reporter."""
