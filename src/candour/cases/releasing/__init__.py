"""The release of a name kept in confidence: asked, answered by its keepers, shown, ended."""
