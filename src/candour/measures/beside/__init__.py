"""Published figures beside what the shipped measures compute, and what keeps the two apart."""
