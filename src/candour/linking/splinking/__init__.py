"""Trains the weights with Splink, and links whole registers on DuckDB or Spark."""
