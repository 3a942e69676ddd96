"""Runs the program as `python -m candour.holder`."""

from candour.holder.cli import main

main()
