"""Search: for cases by codes and names, and in words that a reader has unlocked."""
