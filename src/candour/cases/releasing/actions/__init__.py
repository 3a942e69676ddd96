"""The steps of a name's release."""
