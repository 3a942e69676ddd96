"""The sheets of the steps: what a form asks before a step can be taken."""
