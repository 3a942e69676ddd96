"""The tables of the oversight pages, each with the definition that its numbers open."""
