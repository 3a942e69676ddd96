"""The steps of custody."""
