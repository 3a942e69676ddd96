"""A package, so that its one deployment and its browser end with the last of its tests."""
