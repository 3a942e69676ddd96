"""Reads spreadsheets, text files and Parquet, and makes values of their cells."""
