"""What journeys in a browser are made of: tabs, steps, whole walks, and who asks for pages."""
