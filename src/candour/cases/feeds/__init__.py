"""What rows of other registers become: a sealed file that waits, or a conduct matter."""
