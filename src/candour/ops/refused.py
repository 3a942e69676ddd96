"""The one exception of the operating commands whose words are for the person at the terminal."""


class Refused(Exception):
    """Something expected stands in the way; the message is one sentence that says what to do."""
