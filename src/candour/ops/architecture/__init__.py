"""The rules that the source itself must keep: each a function that finds breaches."""
