"""Reads the rows of the crime side, and takes each in the day it arrives."""
