"""An invented feed with planted look-ups, and what a run finds of them."""
