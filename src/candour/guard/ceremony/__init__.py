"""The key ceremony: an offline root, officers of two bodies, and seats that may be sealed to."""
